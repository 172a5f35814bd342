/** Builds the two apps where their sources changed: `node scripts/run.mjs scripts/build.ts`. Start and browser tests call it. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = ['ui', 'contracts'];
const apps = ['web', 'driver-app'];

/** Over everything that an app is made of. The stamp begins with a dot: the server does not serve it. */
function hashOf(app: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')));
  const folders = [app, ...shared].map((folder) => `${folder}/**/*`);
  const files = globSync(folders, { cwd: root, exclude: ['**/node_modules', '**/dist'], withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    hash.update(`\n${file.slice(root.length)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Into a folder of its own, then in one move: a server that is running never finds half an app. */
async function buildApp(app: string, say: (words: string) => void): Promise<void> {
  const dist = join(root, app, 'dist');
  const stamp = join(dist, '.built');
  const hash = hashOf(app);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say(`Building ${app} ...`);
  const made = join(root, '.cache', 'build', `${app}.${process.pid}`);
  mkdirSync(dirname(made), { recursive: true });
  try {
    await vite(join(root, app), ['build', '--outDir', made, '--emptyOutDir', '--logLevel', 'warn']);
    writeFileSync(join(made, '.built'), hash);
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function vite(app: string, args: readonly string[]): Promise<void> {
  const bin = join(dirname(createRequire(join(app, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [bin, ...args], { cwd: app, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${app} could not be built: see above`))));
  });
}

/**
 * Builds what changed since the last time.
 *
 * @param say  told before each build
 * @throws Error  where an app cannot be built
 */
export async function buildApps(say: (words: string) => void = (words) => void process.stderr.write(`${words}\n`)): Promise<void> {
  const ready = apps.filter((app) => existsSync(join(root, app, 'vite.config.ts')));
  for (const app of apps.filter((each) => !ready.includes(each))) say(`${app} has no vite.config.ts yet: not built.`);
  await Promise.all(ready.map((app) => buildApp(app, say)));
}

if (import.meta.main) await buildApps();
