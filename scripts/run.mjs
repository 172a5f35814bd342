/**
 * Runs one of our TypeScript commands on a bare machine: `node scripts/run.mjs FILE.ts [arguments]`.
 *
 * Plain JavaScript, because it runs on Node 20 in a fresh clone, before anything is installed. Installs the dependencies where the
 * package files changed since the last time, finds a Node that runs TypeScript, hands over. Nothing is installed for what an installation
 * runs: `node scripts/run.mjs --install` does that, when somebody wants it. What is installed is always what pnpm-lock.yaml says.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const NODE = 24;
/**
 * For a server on two processors. As many collecting threads as there are processors beside the event loop's, not four: it had 29 % of
 * one while they worked. And the old generation is collected for the first time at 640 MB (18,000 phones hold 440): while that goes on,
 * the loop marks for 5 ms with each 64 KB it takes, which made rounds of 200 to 300 ms (DECISIONS).
 */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--v8-pool-size=0', '--initial-old-space-size=640'];
/** What an installation runs. */
const INSTALLED_BEFORE = ['server/src/start.ts', 'scripts/backup.ts', 'scripts/restore.ts', 'scripts/settle.ts'];
const INSTALL = '--install';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.passaggio-installed.json');
const lock = join(root, '.cache', 'installing.pid');
const say = (words) => process.stderr.write(`${words}\n`);

/** Words for the person at the terminal, without a stack. */
class Failure extends Error {}

/** Of everything that an installation depends on. */
function wanted() {
  const hash = createHash('sha256').update(`${PNPM} ${process.platform} ${process.arch}`);
  const parts = readdirSync(root).map((name) => join(name, 'package.json'));
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...parts.sort()]) {
    if (existsSync(join(root, file))) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** The Node that was found when this was installed, if that still holds. */
function installed() {
  try {
    const { hash, node } = JSON.parse(readFileSync(stamp, 'utf8'));
    return hash === wanted() && existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One installation at a time. A lock is taken over from a process that is gone: by rename, so that only one of several does. */
function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0 && !isAlive(holder)) {
      renameSync(lock, `${lock}.${process.pid}`);
      rmSync(`${lock}.${process.pid}`);
    }
  } catch (error) {
    if (error.code !== 'ENOENT') throw error; // just given back
  }
  return false;
}

/** @param file  that is to be run */
function prepared(file) {
  const before = installed();
  if (before !== undefined) return before;
  if (INSTALLED_BEFORE.some((one) => resolve(root, file) === join(root, one))) {
    throw new Failure(`the dependencies are not installed as pnpm-lock.yaml says, and ${file} installs nothing: run "node scripts/run.mjs ${INSTALL}" first.`);
  }
  mkdirSync(dirname(lock), { recursive: true });
  for (let waits = 0; !takeLock(); waits += 1) {
    if (waits === 2) say('another process is installing the dependencies: waiting for it ...');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    const meanwhile = installed();
    if (meanwhile !== undefined) return meanwhile;
    install();
    const node = findNode();
    writeFileSync(stamp, JSON.stringify({ hash: wanted(), node }));
    return node;
  } finally {
    rmSync(lock, { force: true });
  }
}

function install() {
  say('installing dependencies (once) ...');
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, CI: 'true' } }; // CI: asks nothing
  const { status, error } = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile'], options);
  if (error !== undefined) throw new Failure(`npx could not be started (${error.code}): install npm, which comes with Node, then run the same command again.`);
  if (status === 0) return;
  throw new Failure(
    'the dependencies could not be installed as pnpm-lock.yaml says: is the npm registry reachable? ' +
      `If pnpm-lock.yaml does not fit the package files: npx -y ${PNPM} install, look at what changed, and commit it.`,
  );
}

function findNode() {
  const installedOnes = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const runs = (node) => existsSync(node) && Number(/^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0) >= NODE;
  const found = [join(bin, 'node'), process.execPath, ...installedOnes].find(runs);
  if (found !== undefined) return found;
  throw new Failure(
    `Node ${NODE} or newer is needed: this is ${process.version}, and no prebuilt one comes with the dependencies on ${process.platform} ${process.arch}. ` +
      'Install it (nodejs.org) so that "node --version" says so, then run the same command again.',
  );
}

function main([file, ...rest]) {
  if (file === undefined) throw new Failure(`usage: node scripts/run.mjs FILE.ts [arguments], or node scripts/run.mjs ${INSTALL}`);
  if (file === INSTALL) return void prepared(file);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(prepared(file), [...FLAGS, resolve(root, file), ...rest], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  process.exitCode = 1;
}
