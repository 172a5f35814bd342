/** What happens to the product and its store, in an order drawn from the seed: kills at random moments and at points, and faults. */
import type { Random } from '@passaggio/fixtures';
import { POINTS, type Point } from '../child/orders.ts';

export const SQLITE_FAULTS = ['disk-full', 'clock-forward', 'clock-back'] as const;
export const MONGO_FAULTS = ['primary-killed', 'primary-stepped-down', 'primary-paused', 'network-cut', 'clock-forward', 'clock-back'] as const;
export type Fault = (typeof SQLITE_FAULTS)[number] | (typeof MONGO_FAULTS)[number];

export type Blow = { readonly kill: 'random' | Point } | { readonly fault: Fault };

/** How often each fault comes. */
const FAULTS = 3;

/** Half of the kills are at random moments, the other half goes round the points. */
export function blows(kills: number, faults: readonly Fault[], draw: Random): Blow[] {
  const atPoints = Math.floor(kills / 2);
  const all: Blow[] = [
    ...Array.from({ length: kills - atPoints }, (): Blow => ({ kill: 'random' })),
    ...Array.from({ length: atPoints }, (_, i): Blow => ({ kill: POINTS[i % POINTS.length]! })),
    ...faults.flatMap((fault) => Array.from({ length: FAULTS }, (): Blow => ({ fault }))),
  ];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = draw.int(0, i);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}
