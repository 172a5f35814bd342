/**
 * Runs a TypeScript file on Node 24: `node scripts/run.mjs FILE.ts [arguments]`.
 *
 * Plain JavaScript on purpose: it must run on Node 20 and in a fresh clone, before anything is installed. It installs the
 * dependencies where package files changed since the last time, finds a Node that can run TypeScript, and gets out of the way.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const OLDEST_NODE = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.passaggio-installed.json');
const lockFile = join(root, '.cache', 'install.lock');

/** The package files in a fixed order: what an installation depends on. */
function packageFiles() {
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const folders = [...workspace.matchAll(/^ {2}- (\S+)$/gm)].map(([, folder]) => folder);
  return ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...folders.map((folder) => join(folder, 'package.json'))];
}

function hashOfPackages() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${PNPM}`);
  for (const file of packageFiles()) hash.update(`\n${file}\n`).update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : '');
  return hash.digest('hex');
}

/** The Node noted by the last installation, if that still holds. */
function noted(hash) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return stamp.hash === hash && existsSync(stamp.node) ? stamp.node : undefined;
  } catch {
    return undefined;
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One installation at a time; the lock of a process that is gone is taken over. */
function locked(work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let told = false; ; pause(200)) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0);
    if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true });
    else if (!told) process.stderr.write('Another process is installing the dependencies: waiting for it.\n');
    told = true;
  }
  try {
    return work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function install() {
  const pnpm = (...options) => {
    const { status, error } = spawnSync('npx', ['-y', PNPM, 'install', ...options], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, CI: 'true' }, // asks nothing
      shell: process.platform === 'win32',
    });
    if (error !== undefined) fail(`npx could not be started (${error.code}): install npm, which comes with Node, and try again.`);
    return status === 0;
  };
  process.stderr.write('Installing the dependencies (a minute the first time) ...\n');
  if (pnpm('--frozen-lockfile')) return;
  const byHand = `npx -y ${PNPM} install`;
  if (process.env.CI === 'true') fail(`The dependencies could not be installed as pnpm-lock.yaml says. Run "${byHand}" and commit the lock file.`);
  process.stderr.write('pnpm-lock.yaml does not fit the package files, or the registry is away: trying without it.\n');
  if (!pnpm('--no-frozen-lockfile')) fail(`The dependencies could not be installed: see above. By hand: ${byHand}`);
}

function majorOf(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}

function findNode() {
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
  const candidates = [join(root, 'node_modules', '.bin', 'node'), process.execPath, ...inPath];
  const found = candidates.find((node) => existsSync(node) && majorOf(node) >= OLDEST_NODE);
  if (found !== undefined) return found;
  return fail(
    `Node ${OLDEST_NODE} or newer is needed: this is ${process.version}, and no package of it exists for ${process.platform} ${process.arch}. ` +
      'Install it (https://nodejs.org) so that "node --version" says so, then try again.',
  );
}

/** Words for the person at the terminal, without a stack. */
class Failure extends Error {}

function fail(words) {
  throw new Failure(words);
}

function prepared() {
  return (
    noted(hashOfPackages()) ??
    locked(() => {
      const already = noted(hashOfPackages()); // another process may have done it while this one waited
      if (already !== undefined) return already;
      install();
      const node = findNode();
      writeFileSync(stampFile, JSON.stringify({ hash: hashOfPackages(), node }));
      return node;
    })
  );
}

function main([file, ...rest]) {
  if (file === undefined) fail('usage: node scripts/run.mjs FILE.ts [arguments]');
  const child = spawn(prepared(), [file, ...rest], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`Node could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
