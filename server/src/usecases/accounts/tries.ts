/**
 * Counts tries in the store, so that neither a restart nor a second server gives anybody more of them. A try counts before its PIN is
 * hashed: a thousand sent in the same moment cannot all pass before the first of them has failed.
 */
import type { EpochMs, ProblemCode } from '@passaggio/contracts';
import { countAt, endOf, waitOf, type Count, type Limit } from '../../domain/accounts/tries.ts';
import type { TriesCount } from '../../domain/documents.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Reads } from '../../ports/reads.ts';
import { StoreAway, type Put, type Store } from '../../ports/store.ts';

export interface Counter {
  readonly key: string;
  readonly limit: Limit;
  /** What one try counts: 1 unless said. */
  readonly weight?: number;
}

/** The way by which somebody tries to sign in. */
export interface Way {
  /** Each try counts, until it is given back. */
  readonly counted: readonly Counter[];
  /** Failures count. */
  readonly watched: readonly Counter[];
  /** One of `counted`: who has failed nothing by it is not held up by others' failures. */
  readonly spared?: Counter;
  /** Each try counts, and one that succeeded is not given back: a right PIN takes as long to hash as a wrong one. */
  readonly spent?: Counter;
}

export interface Refused {
  readonly code: ProblemCode & ('too-many-tries' | 'card-or-staff');
  /** Milliseconds until this way is open again. */
  readonly wait: number;
}

export interface Tries {
  /** Begins a try; says why not, where it may not be made. */
  begin(way: Way): Promise<Refused | undefined>;
  failed(way: Way): Promise<void>;
  /** The try succeeded: it is no failure. Earlier ones still count. */
  succeeded(way: Way): Promise<void>;
  /** The try could not be made: it does not count. */
  giveBack(way: Way): Promise<void>;
}

interface TriesNeeds {
  readonly store: Pick<Store, 'commit'>;
  readonly reads: Pick<Reads, 'tries'>;
  readonly clock: Clock;
}

interface Step {
  readonly counters: readonly Counter[];
  readonly by: 1 | -1;
  /** Changes nothing where a counter is at its limit. */
  readonly within: boolean;
  readonly resolve: (wait: number) => void;
  readonly reject: (cause: unknown) => void;
}

/** Steps that share one commit. */
const AT_ONCE = 200;

export function openTries(needs: TriesNeeds): Tries {
  const waiting: Step[] = [];
  let busy = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const steps = waiting.splice(0, AT_ONCE);
      await settle(steps, needs).then(
        (waits) => steps.forEach((step, i) => step.resolve(waits[i]!)),
        (cause: unknown) => steps.forEach((step) => step.reject(cause)),
      );
    }
    busy = false;
  };
  const take = (counters: readonly Counter[], by: 1 | -1, within: boolean) =>
    counters.length === 0
      ? Promise.resolve(0)
      : new Promise<number>((resolve, reject) => {
          waiting.push({ counters, by, within, resolve, reject });
          void work();
        });
  return {
    async begin(way) {
      const { counted, watched, spared } = way;
      const slowed = await longest(watched, needs);
      if (slowed > 0 && spared === undefined) return { code: 'too-many-tries', wait: slowed };
      const wait = await take(allOf(way), 1, true);
      if (wait > 0) return { code: (await longest(counted, needs)) > 0 ? 'card-or-staff' : 'too-many-tries', wait };
      if (slowed === 0 || spared === undefined || (await triesOf(spared, needs)) <= 1) return undefined; // this one alone
      await take(allOf(way), -1, false);
      return { code: 'too-many-tries', wait: slowed };
    },
    failed: async ({ watched }) => void (await take(watched, 1, false)),
    succeeded: async ({ counted }) => void (await take(counted, -1, false)),
    giveBack: async (way) => void (await take(allOf(way), -1, false)),
  };
}

const allOf = ({ counted, spent }: Way): readonly Counter[] => (spent === undefined ? counted : [...counted, spent]);

async function triesOf({ key, limit }: Counter, { reads, clock }: TriesNeeds): Promise<number> {
  return countAt(await reads.tries.find(key), limit, clock.now()).tries;
}

async function longest(counters: readonly Counter[], { reads, clock }: TriesNeeds): Promise<number> {
  const now = clock.now();
  const waits = counters.map(async ({ key, limit }) => waitOf(countAt(await reads.tries.find(key), limit, now), limit, now));
  return Math.max(0, ...(await Promise.all(waits)));
}

const ATTEMPTS = 50;

/** All steps in one entry: where another server was faster on any counter, all of them are done again. */
async function settle(steps: readonly Step[], { store, reads, clock }: TriesNeeds): Promise<number[]> {
  const keys = [...new Set(steps.flatMap(({ counters }) => counters.map(({ key }) => key)))];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const now = clock.now();
    const stored = new Map(await Promise.all(keys.map(async (key): Promise<[string, TriesCount | undefined]> => [key, await reads.tries.find(key)])));
    const { waits, counts } = counted(steps, stored, now);
    const puts = [...counts].map(([key, { count, limit }]): Put => {
      const doc = { id: key, schema: SCHEMA, ...count, expires: endOf(count, limit) };
      return { kind: 'tries', doc, ifVersion: stored.get(key)?.version ?? 0 };
    });
    if (puts.length === 0) return waits;
    const [outcome] = await store.commit([{ puts }], now);
    if (outcome!.outcome === 'committed') return waits;
    if (outcome!.outcome !== 'conflict') throw new StoreAway(`the commit of ${puts.length} counters ended as ${outcome!.outcome}`);
  }
  throw new StoreAway(`other servers were faster on ${keys.length} counters ${ATTEMPTS} times`);
}

/** One step after the other, each seeing what the ones before it counted. */
function counted(steps: readonly Step[], stored: ReadonlyMap<string, Count | undefined>, now: EpochMs) {
  const counts = new Map<string, { readonly count: Count; readonly limit: Limit }>();
  const waits = steps.map(({ counters, by, within }) => {
    const seen = counters.map(({ key, limit, weight = 1 }) => ({ key, limit, weight, count: countAt(counts.get(key)?.count ?? stored.get(key), limit, now) }));
    const wait = within ? Math.max(...seen.map(({ count, limit, weight }) => waitOf(count, limit, now, weight))) : 0;
    if (wait > 0) return wait;
    for (const { key, limit, count, weight } of seen) counts.set(key, { limit, count: { ...count, tries: Math.max(0, count.tries + by * weight) } });
    return 0;
  });
  return { waits, counts };
}
