/** What a run must reach, and what it must not find. */
import { CHARGES, type Charge } from './judge/verdict.ts';
import { POINTS, type Point } from './child/orders.ts';
import type { Fault } from './stage/blows.ts';

export interface Result {
  readonly acknowledged: number;
  readonly inDoubt: number;
  readonly killsByPoint: { readonly [P in Point | 'random']: number };
  readonly faultsByKind: { readonly [F in Fault]?: number };
  readonly plansCommitted: number;
  /** Syncs seen between commits and answers, or commits seen to ask for majority and journal; null where they could not be looked at. */
  readonly syncsLookedAt: number | null;
  readonly charges: { readonly [C in Charge]: number };
}

const LEAST = { acknowledged: 5_000, inDoubt: 50, kills: 3, plansCommitted: 20, syncsLookedAt: 100 } as const;

/** In words, what was missed. */
export function missed({ acknowledged, inDoubt, killsByPoint, plansCommitted, syncsLookedAt, charges }: Result): string[] {
  const least = (what: string, found: number, wanted: number) => (found < wanted ? [`${what} ${found}, expected at least ${wanted}`] : []);
  return [
    ...least('acknowledged', acknowledged, LEAST.acknowledged),
    ...least('inDoubt', inDoubt, LEAST.inDoubt),
    ...POINTS.flatMap((point) => least(`kills ${point}`, killsByPoint[point], LEAST.kills)),
    ...least('plansCommitted', plansCommitted, LEAST.plansCommitted),
    ...least('syncsLookedAt', syncsLookedAt ?? Infinity, LEAST.syncsLookedAt),
    ...CHARGES.flatMap((charge) => (charges[charge] > 0 ? [`${charge} ${charges[charge]}, expected 0`] : [])),
  ];
}
