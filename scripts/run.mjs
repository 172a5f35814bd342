// Runs one of our TypeScript commands on a bare machine: installs what is missing, finds a Node that runs TypeScript, hands over.
// Plain JavaScript, because it is what runs before anything is installed. Usage: node scripts/run.mjs FILE.ts [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const NODE = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.passaggio-stamp');
const lock = join(root, '.cache', 'installing');
const say = (words) => process.stderr.write(`${words}\n`);

function wanted() {
  const hash = createHash('sha256');
  const packages = readdirSync(root).map((name) => join(root, name, 'package.json')).filter(existsSync);
  for (const file of [join(root, 'package.json'), join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...packages.sort()]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

const installed = (hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

function install() {
  const hash = wanted();
  if (installed(hash)) return;
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock()) {
    if (installed(hash)) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500); // somebody else installs
  }
  try {
    say('installing dependencies (once) ...');
    const done = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile'], { cwd: root, stdio: ['ignore', 2, 2] });
    if (done.status !== 0) {
      say('the dependencies could not be installed: is the npm registry reachable, and is npm there? Then run the same command again.');
      process.exit(1);
    }
    writeFileSync(stamp, hash);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A folder is made by one process only; one older than ten minutes was left by a process that died. */
function takeLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 600_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function findNode() {
  const ours = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(ours) && spawnSync(ours, ['-e', '']).status === 0) return ours;
  if (Number(process.versions.node.split('.')[0]) >= NODE) return process.execPath;
  say(`Node ${NODE} or newer is needed and no prebuilt one exists for ${process.platform} ${process.arch}: install it and run the same command with it.`);
  process.exit(1);
}

install();
const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  say('usage: node scripts/run.mjs FILE.ts [arguments]');
  process.exit(2);
}
const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`;
const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', join(root, file), ...rest], { stdio: 'inherit', env: { ...process.env, PATH: path } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
