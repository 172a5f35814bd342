/** Figures of many measurements, and of the machine they were taken on. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, type } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** @param digits  after the point */
export function spreadOf(values: readonly number[], digits = 2): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const round = (value: number) => Number(value.toFixed(digits));
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  const sum = values.reduce((total, value) => total + value, 0);
  return { count: values.length, mean: round(sum / Math.max(1, values.length)), p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** What a figure means nothing without. */
export function circumstances() {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', 'server', 'contracts', 'optimizer') !== '';
  return {
    commit: `${git('rev-parse', '--short', 'HEAD')}${changed ? ' and changes' : ''}`,
    machine: `${cpus().length} cores ${process.arch}, ${type()} ${release().split('-')[0]}, Node ${process.versions.node}`,
    /** Runnable processes over the last minute, ours and others. */
    load: loadavg().map((value) => Number(value.toFixed(1))),
  };
}

/** Runs `work` on all, so many at a time. */
export async function inTurns<T>(all: readonly T[], atOnce: number, work: (one: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async () => {
    while (next < all.length) {
      const index = next++;
      await work(all[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, turn));
}
