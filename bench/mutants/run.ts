/** Runs the command of a mutant in a copy and says how it ended. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './mutant.ts';

export interface Run {
  /** `passed` and `failed`: what was named did run. `nothing`: it did not, or broke before it could judge. */
  readonly end: 'passed' | 'failed' | 'nothing' | 'too slow';
  readonly seconds: number;
  /** The end of what it said. */
  readonly said: string;
}

/** Milliseconds. */
const AT_MOST = 60_000;
const SAID = 1_500;

export async function run(command: Command, folder: string): Promise<Run> {
  const began = performance.now();
  const { status, out, err } = await ('test' in command ? vitest(command, folder) : simulate(command, folder));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const said = `${err}${out}`.slice(-SAID);
  if (status === undefined) return { end: 'too slow', seconds, said };
  return { end: 'test' in command ? judgeTest(folder, status) : judgePlay(command.breaks, out, err), seconds, said };
}

interface Ended {
  /** Undefined where it had to be stopped. */
  readonly status: number | null | undefined;
  readonly out: string;
  readonly err: string;
}

const reportOf = (folder: string) => join(folder, '.cache', 'mutant.json');

function vitest({ test, named }: Extract<Command, { test: string }>, folder: string): Promise<Ended> {
  rmSync(reportOf(folder), { force: true });
  const pattern = named.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(folder)}`];
  return started(['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', test, '-t', pattern, ...reporters], folder);
}

function simulate({ simulate: given }: Extract<Command, { breaks: string }>, folder: string): Promise<Ended> {
  return started(['bench/simulate/main.ts', ...given, '--json'], folder);
}

/** What vitest's JSON report says, as far as it is judged here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** A file that cannot be loaded has failed no test: such a mutant proves nothing. */
function judgeTest(folder: string, status: number | null): Run['end'] {
  if (!existsSync(reportOf(folder))) return 'nothing';
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(reportOf(folder), 'utf8')) as Report;
  if (status !== 0) return numFailedTests > 0 ? 'failed' : 'nothing';
  return numPassedTests > 0 ? 'passed' : 'nothing';
}

/** A short day serves too few to end well, so its end says nothing. */
function judgePlay(breaks: string, out: string, err: string): Run['end'] {
  if (out.includes('"invariantBreaks":0,')) return 'passed';
  return new RegExp(`^${breaks} broken at `, 'm').test(err) ? 'failed' : 'nothing';
}

const running = new Set<() => void>();

/** Ends whatever runs. */
export function endAll(): void {
  for (const end of running) end();
}

/** Runs Node on a script of the copy; whatever it started ends with it. */
function started(args: readonly string[], folder: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    let late = false;
    const end = () => {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause; // all of it has ended by itself
      }
    };
    running.add(end);
    const timer = setTimeout(() => {
      late = true;
      end();
    }, AT_MOST);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    child.on('error', reject);
    child.on('exit', (status) => {
      clearTimeout(timer);
      running.delete(end);
      end();
      resolve({ ...said, status: late ? undefined : status });
    });
  });
}
