/** Builds the apps whose sources have changed since they were built. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compress } from './compress.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const LEFT_OUT = new Set(['node_modules', 'dist']);

/** @throws where a build fails; what Vite said is on standard error */
export function buildApps(): void {
  for (const app of ['web', 'driver-app']) {
    const folder = join(root, app);
    if (!existsSync(join(folder, 'vite.config.ts'))) process.stderr.write(`${app} has no vite.config.ts: not built\n`);
    else build(app, hashOf([folder, join(root, 'ui'), join(root, 'contracts'), join(root, 'pnpm-lock.yaml'), join(root, 'scripts', 'compress.ts')]));
  }
}

/** Beside the old one, then moved into its place: a server that is running finds no half an app, nor does a second build disturb. */
function build(app: string, hash: string): void {
  const id = hash.slice(0, 16); // the pages know it, and the server tells it: server/src/http/builds.ts
  const dist = join(root, app, 'dist');
  const stamp = join(dist, '.built'); // the server serves no file that begins with a dot
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === id) return;
  process.stderr.write(`building ${app} ...\n`);
  const made = join(root, '.cache', 'build', `${app}.${process.pid}`);
  mkdirSync(made, { recursive: true });
  try {
    const configs = readdirSync(join(root, app)).filter((name) => name.endsWith('vite.config.ts'));
    for (const config of configs.toSorted().toReversed()) vite(app, config, made, id); // vite.config.ts first: a service worker keeps what is there by then
    compress(made);
    writeFileSync(join(made, '.built'), id);
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function vite(app: string, config: string, made: string, id: string): void {
  const program = join(root, app, 'node_modules', '.bin', 'vite');
  const env = { ...process.env, NODE_ENV: 'production', VITE_BUILD: id };
  const args = ['build', '--config', config, '--logLevel', 'warn', '--outDir', made];
  const built = spawnSync(program, args, { cwd: join(root, app), stdio: ['ignore', 2, 2], env });
  if (built.status !== 0) throw new Error(`${app} could not be built with ${config}: see above`);
}

function hashOf(places: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) if (!LEFT_OUT.has(name)) add(join(path, name));
    } else hash.update(`\n${path.slice(root.length)}\n`).update(readFileSync(path));
  };
  places.forEach(add);
  return hash.digest('hex');
}

if (import.meta.main) buildApps();
