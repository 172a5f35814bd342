/** Builds the apps whose sources have changed since they were built. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LEFT_OUT = new Set(['node_modules', 'dist', 'looks']);

/** @throws where a build fails; what Vite said is on standard error */
export function buildApps(): void {
  for (const app of ['web', 'driver-app']) {
    const folder = join(root, app);
    if (!existsSync(join(folder, 'vite.config.ts'))) continue;
    const hash = hashOf([folder, join(root, 'ui'), join(root, 'contracts'), join(root, 'pnpm-lock.yaml')]);
    const stamp = join(folder, 'dist', '.built');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    process.stderr.write(`building ${app} ...\n`);
    const built = spawnSync(join(folder, 'node_modules', '.bin', 'vite'), ['build', '--logLevel', 'warn'], { cwd: folder, stdio: ['ignore', 2, 2] });
    if (built.status !== 0) throw new Error(`building ${app} failed`);
    writeFileSync(stamp, hash);
  }
}

function hashOf(places: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) if (!LEFT_OUT.has(name)) add(join(path, name));
    } else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  places.forEach(add);
  return hash.digest('hex');
}
