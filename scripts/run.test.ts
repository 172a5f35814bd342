import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A clone without dependencies, and an `npx` that writes down what it was asked. */
let root: string;
const asked = () => join(root, 'asked');
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'passaggio-run-'));
  for (const [file, text] of Object.entries({
    'package.json': '{}',
    'pnpm-lock.yaml': 'lockfileVersion: 9',
    'server/src/start.ts': "console.log('started');",
    'scripts/backup.ts': "console.log('backed up');",
    'scripts/other.ts': "console.log('done');",
  })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  cpSync(join(import.meta.dirname, 'run.mjs'), join(root, 'scripts', 'run.mjs'));
  npx(0);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Makes node_modules as pnpm would, or fails. */
function npx(status: number): void {
  mkdirSync(join(root, 'path'), { recursive: true });
  writeFileSync(join(root, 'path', 'npx'), `#!/bin/sh\necho "$@" >> '${asked()}'\nmkdir -p '${root}/node_modules'\nexit ${status}\n`);
  chmodSync(join(root, 'path', 'npx'), 0o755);
}

function run(...args: string[]) {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'run.mjs'), ...args], {
    encoding: 'utf8',
    env: { PATH: `${join(root, 'path')}:${PATH}` },
  });
  return { status, stdout, stderr, asked: existsSync(asked()) ? readFileSync(asked(), 'utf8').trim().split('\n') : [] };
}
const FROZEN = /^-y pnpm@\S+ install --frozen-lockfile$/;

test.each(['server/src/start.ts', 'scripts/backup.ts', './server/src/../src/start.ts'])('%s installs nothing, and says what to do', (file) => {
  expect(run(file)).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining('run "node scripts/run.mjs --install" first'), asked: [] });
});

test('what was installed on purpose is started, until the package files change', () => {
  expect(run('--install')).toMatchObject({ status: 0, asked: [expect.stringMatching(FROZEN)] });
  expect(run('server/src/start.ts')).toMatchObject({ status: 0, stdout: 'started\n', asked: [expect.stringMatching(FROZEN)] });
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9 # another release');
  expect(run('server/src/start.ts')).toMatchObject({ status: 1, stdout: '', asked: [expect.stringMatching(FROZEN)] });
});

test('a command of developers installs what the lockfile says', () => {
  expect(run('scripts/other.ts')).toMatchObject({ status: 0, stdout: 'done\n', asked: [expect.stringMatching(FROZEN)] });
});

test('a lockfile that cannot be followed is never left: the command ends, and says what to do', () => {
  npx(1);
  expect(run('scripts/other.ts')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('could not be installed as pnpm-lock.yaml says'),
    asked: [expect.stringMatching(FROZEN)],
  });
});
