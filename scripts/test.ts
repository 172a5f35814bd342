/** `npm test [-- --only check|unit|malice|e2e|mutants|proofs]`: every check and every test, counted; in CI some mutants and proofs. Nothing that runs can pass by doing nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildApps } from './build.ts';
import { findChromium } from './chromium.ts';
import { proofsOf, tryOut } from './proofs.ts';

/** What vitest's JSON report says, as far as it is counted here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly Assertion[] }[];
}
interface Assertion {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

const PARTS = ['check', 'unit', 'malice', 'e2e', 'mutants', 'proofs'] as const;
/** Of the whole list, others each day. */
const MUTANTS = 8;
/** Letters of a failure's message, in the list at the end. */
const SHOWN = 400;
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const counts = { passed: 0, failed: 0, skipped: 0 };
/** Said again at the end: of a long log often only the end is kept. */
const failures: string[] = [];
const say = (words: string): void => void process.stdout.write(`${words}\n`);
const fail = (what: string): void => {
  counts.failed += 1;
  failures.push(what);
  say(`FAILED ${what}`);
};
const secondsSince = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`;

function check(name: string, command: string, ...args: string[]): void {
  const began = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  const passed = status === 0;
  const words = `${name} (${secondsSince(began)})`;
  if (passed) {
    counts.passed += 1;
    return say(`ok     ${words}`);
  }
  fail(words);
  say(error === undefined ? `${stdout}${stderr}` : `${command} could not be run: ${error.message}`);
}

function checks(): void {
  say('== check ==');
  const node = (file: string) => [process.execPath, join(root, 'scripts', 'checks', file)] as const;
  check('format', bin('oxfmt'), '--check', '.');
  check('lint', bin('oxlint'), '--type-aware', '--deny-warnings');
  check('lint finds what is planted', ...node('lint.ts'));
  check('types', bin('tsc'), '-p', 'tsconfig.json');
  check('types of the apps', bin('tsc'), '-p', 'tsconfig.app.json');
  for (const app of ['ui', 'web', 'driver-app']) check(`types of ${app}`, bin('tsc'), '-p', join(app, 'tsconfig.json'), '--noEmit');
  check('imports', ...node('imports.ts'));
  check('clock and randomness', ...node('passedIn.ts'));
  check('tree', ...node('tree.ts'));
  check('dead code', bin('knip'), '--no-progress');
  check('size of the first load', ...node('size.ts'));
}

function tests(project: string): void {
  say(`== ${project} ==`);
  const report = join(root, '.cache', `${project}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const began = performance.now();
  const { status } = spawnSync(bin('vitest'), ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    cwd: root,
    stdio: 'inherit',
  });
  count(project, status, existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : undefined);
  say(`${project}: ${secondsSince(began)}`);
}

function count(project: string, status: number | null, report: Report | undefined): void {
  const { numPassedTests: passed, numFailedTests: failed } = report ?? { numPassedTests: 0, numFailedTests: 0 };
  const results = report?.testResults.flatMap(({ name, assertionResults }) => assertionResults.map((one) => ({ ...one, file: name.slice(root.length) }))) ?? [];
  const skipped = results.filter((one) => one.status !== 'passed' && one.status !== 'failed');
  counts.passed += passed;
  for (const { file, fullName, failureMessages: [why = ''] = [] } of results.filter((one) => one.status === 'failed'))
    fail(`${file}: ${fullName}: ${why.slice(0, SHOWN)}`);
  counts.skipped += skipped.length;
  for (const { file, fullName } of skipped) say(`SKIPPED ${file}: ${fullName}`);
  if (passed + failed > 0 && (status === 0 || failed > 0)) return;
  fail(`${project}: the run ended with ${status} after ${passed + failed} tests`); // tested nothing, or broke outside a test
}

function browserTests(): void {
  try {
    process.env['CHROMIUM'] = findChromium();
    buildApps();
  } catch (cause) {
    return fail(`e2e: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return tests('e2e');
}

/** Faults put into copies of the tree, each of which a test must notice. */
function mutants(): void {
  say('== mutants ==');
  const began = performance.now();
  const day = new Date().toISOString().slice(0, 10);
  const args = [join(root, 'bench', 'mutants', 'main.ts'), '--rotate', String(MUTANTS), '--seed', day, '--json'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { caught, survived } = stdout === '' ? { caught: 0, survived: ['none was tried'] } : (JSON.parse(stdout) as { caught: number; survived: string[] });
  counts.passed += caught;
  for (const name of survived) fail(`mutants: ${name}`);
  say(`mutants of ${day}: ${secondsSince(began)}, ended with ${status}`);
}

/** Long proofs with the seed of the day. */
function proofs(): void {
  say('== proofs ==');
  const day = Math.floor(Date.now() / 86_400_000);
  for (const proof of proofsOf(day)) {
    const began = performance.now();
    const faults = tryOut(proof);
    const words = `${proof.name} (${secondsSince(began)})`;
    if (faults.length > 0) fail(words);
    else {
      counts.passed += 1;
      say(`ok     ${words}`);
    }
    for (const fault of faults) say(fault);
  }
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && !PARTS.some((part) => part === only)) throw new Error(`--only ${only}: expected ${PARTS.join(', ')}`);
const began = performance.now();
if (only === undefined || only === 'check') checks();
if (only === undefined || only === 'unit') tests('unit');
if (only === undefined || only === 'malice') tests('malice');
if (only === undefined || only === 'e2e') browserTests();
if (only === 'mutants' || (only === undefined && process.env['CI'] === 'true')) mutants();
if (only === 'proofs' || (only === undefined && process.env['CI'] === 'true')) proofs();
for (const what of failures) say(`FAILED ${what}`);
say(`all of it: ${secondsSince(began)}`);
say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
