/** `npm test [-- --only check|unit|e2e]`: every check and every test, counted. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildApps } from './build.ts';
import { findChromium } from './chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only;
if (only !== undefined && !['check', 'unit', 'e2e'].includes(only)) throw new Error(`--only ${only}: expected check, unit or e2e`);

const counts = { passed: 0, failed: 0, skipped: 0 };

function check(name: string, command: string, ...args: string[]): void {
  const began = performance.now();
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  const passed = done.status === 0;
  counts[passed ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
  if (!passed) process.stdout.write(`${done.stdout}${done.stderr}\n`);
}

function tests(project: string): void {
  const report = join(root, '.cache', `${project}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const began = performance.now();
  const done = spawnSync(bin('vitest'), ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: root, stdio: 'inherit' });
  const result = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number }) : undefined;
  counts.passed += result?.numPassedTests ?? 0;
  counts.failed += result?.numFailedTests ?? 0;
  counts.skipped += result?.numPendingTests ?? 0;
  const ran = (result?.numPassedTests ?? 0) + (result?.numFailedTests ?? 0);
  if (ran === 0 || (done.status !== 0 && (result?.numFailedTests ?? 0) === 0)) {
    counts.failed += 1; // a run that tested nothing, or broke outside a test, has failed
    process.stdout.write(`FAILED ${project}: the run ended with ${done.status} after ${ran} tests\n`);
  }
  process.stdout.write(`${project}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
}

if (only === undefined || only === 'check') {
  check('format', bin('oxfmt'), '--check', '.');
  check('lint', bin('oxlint'), '--type-aware', '--deny-warnings');
  check('types', bin('tsc'), '-p', 'tsconfig.json');
  for (const app of ['ui', 'web', 'driver-app']) if (existsSync(join(root, app, 'tsconfig.json'))) check(`types of ${app}`, bin('tsc'), '-p', join(app, 'tsconfig.json'), '--noEmit');
  check('imports', process.execPath, join(root, 'scripts/checks/imports.ts'));
  check('clock and randomness', process.execPath, join(root, 'scripts/checks/passedIn.ts'));
  check('tree', process.execPath, join(root, 'scripts/checks/tree.ts'));
  check('dead code', bin('knip'), '--no-progress');
}
if (only === undefined || only === 'unit') tests('unit');
if (only === undefined || only === 'e2e') {
  process.env['CHROMIUM'] = findChromium();
  buildApps();
  tests('e2e');
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
