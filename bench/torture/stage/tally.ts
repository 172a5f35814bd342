/** What happened, counted. */
import { POINTS } from '../child/orders.ts';
import type { Result } from '../floors.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { Blow } from './blows.ts';
import type { Heard } from './product.ts';
import type { Traced } from './trace.ts';

type Counts<K extends 'killsByPoint' | 'faultsByKind'> = { -readonly [P in keyof Result[K]]: Result[K][P] };

export interface Tally {
  readonly heard: Heard;
  readonly killsByPoint: Result['killsByPoint'];
  readonly faultsByKind: Result['faultsByKind'];
  readonly inDoubt: number;
  readonly syncsLookedAt: number | null;
  struck(blow: Blow, inDoubt: number): void;
  /** Undefined where nothing could be traced. */
  traced(trace: Traced | undefined): void;
}

/** What the product logs while its store is away. */
const EXPECTED = / is full: make room|MongoDB cannot be used now|MongoDB does not answer/;
/** The same fault of many requests is told once. */
const withoutIds = (words: string) => words.replace(/"request":"[^"]*",/, '').slice(0, 400);

export function openTally(verdict: Verdict): Tally {
  const killsByPoint = Object.fromEntries([...POINTS, 'random' as const].map((point) => [point, 0])) as Counts<'killsByPoint'>;
  const faultsByKind: Counts<'faultsByKind'> = {};
  let [inDoubt, weak] = [0, 0];
  let looked: number | null = 0;
  return {
    killsByPoint,
    faultsByKind,
    get inDoubt() {
      return inDoubt;
    },
    get syncsLookedAt() {
      return looked;
    },
    heard: {
      commit(durable) {
        if (durable) looked = (looked ?? 0) + 1;
        else verdict.charge('unsyncedAnswers', `commit ${(weak += 1)} asked for less than majority and journal`);
      },
      fault(words) {
        if (!EXPECTED.test(words)) verdict.charge('faults', withoutIds(words));
      },
    },
    struck(blow, doubts) {
      if ('fault' in blow) faultsByKind[blow.fault] = (faultsByKind[blow.fault] ?? 0) + 1;
      else {
        killsByPoint[blow.kill] += 1;
        inDoubt += doubts;
      }
    },
    traced(trace) {
      looked = trace?.syncs ?? null;
      for (let i = 1; i <= (trace?.unsynced ?? 0); i += 1) verdict.charge('unsyncedAnswers', `answer ${i} left before its commit was synced`);
    },
  };
}
