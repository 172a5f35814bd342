/** Long proofs of which CI tries another seed each day. Each ends with one JSON object; what it must say stands here. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Proof {
  readonly name: string;
  readonly command: readonly string[];
  /** What is missing or broken, in words. */
  readonly faults: (result: Result) => string[];
}

type Result = { readonly [figure: string]: unknown };
type Counts = { readonly [name: string]: number };

/** @param seed  any whole number */
export function proofsOf(seed: number): Proof[] {
  const days = (['sqlite', 'mongodb'] as const).map((store) => ({
    name: `simulate ${store} seed ${seed}`,
    command: ['bench/simulate/main.ts', '--riders', '300', '--days', '2', '--seed', String(seed), '--store', store, '--json'],
    // one server on SQLite; in some small worlds no device of the few with a wrong clock comes back where a network sets it
    faults: (result: Result) => simulated(result, store === 'sqlite' ? ['otherServer', 'clocksSet'] : ['clocksSet']),
  }));
  const kills = {
    name: `torture sqlite seed ${seed}`,
    command: ['bench/torture/main.ts', '--store', 'sqlite', '--kills', '50', '--seed', String(seed), '--json'],
    faults: tortured,
  };
  return [...days, kills];
}

/** What it found, and what it did not reach. */
export function tortured(result: Result): string[] {
  const missed = result['missed'];
  return Array.isArray(missed) ? missed.map(String) : ['missed: expected a list'];
}

/** @param absent  disturbances that cannot come about here */
export function simulated(result: Result, absent: readonly string[]): string[] {
  const zero = (name: string) => (result[name] === 0 ? [] : [`${name} is ${String(result[name])}, expected 0`]);
  const some = (counts: Counts) =>
    Object.entries(counts).flatMap(([name, count]) => (count > 0 || absent.includes(name) ? [] : [`${name} did not come about`]));
  return [...['invariantBreaks', 'stranded', 'faults'].flatMap(zero), ...some(result['exercised'] as Counts), ...some(result['disturbances'] as Counts)];
}

/** @returns what was wrong, in words */
export function tryOut({ command, faults }: Proof): string[] {
  const { stdout, stderr, error } = spawnSync(process.execPath, [...command], { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  if (error !== undefined) return [`${join(root, command[0]!)}: ${error.message}`];
  const last = stdout.trim().split('\n').at(-1) ?? '';
  try {
    const found = faults(JSON.parse(last) as Result);
    return found.length === 0 ? [] : [...found, bothEnds(stderr)];
  } catch {
    return [`ended without its figures: ${stderr.slice(-2_000)}`];
  }
}

/** Characters from either end of what a proof said: what went wrong may stand anywhere in it. */
const KEPT = 12_000;

export function bothEnds(words: string): string {
  return words.length <= 2 * KEPT ? words : `${words.slice(0, KEPT)}\n... ${words.length - 2 * KEPT} characters ...\n${words.slice(-KEPT)}`;
}
