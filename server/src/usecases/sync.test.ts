import { expect, test } from 'vitest';
import type { EpochMs, SyncAnswer } from '@passaggio/contracts';
import { reads } from '../ports/reads.ts';
import { sync } from './sync.ts';

const rider = { account: 'amina', role: 'rider', pole: 'foggia', session: 's' } as never;

/** A stream that keeps numbers `first` to `last`; `readFirst` where a purge comes between looking and reading. */
function ask(
  after: number,
  { first = 1, last, epoch = 'now', readFirst = first }: { first?: number; last: number; epoch?: string; readFirst?: number },
): Promise<SyncAnswer> {
  const kept = Array.from({ length: last - readFirst + 1 }, (_, i) => readFirst + i).map((n) => ({ stream: 'rider:amina', n, at: 0, body: {} }));
  const order: string[] = [];
  return sync({ stream: 'rider:amina', epoch, after }, rider, {
    store: {
      streams: {
        epoch: () => Promise.resolve('now'),
        bounds: () => (order.push('bounds'), Promise.resolve({ first, last })),
        after: (_, from, limit) => Promise.resolve(kept.filter((event) => event.n > from).slice(0, limit)),
      },
    },
    reads: reads({ version: () => Promise.resolve(0), find: () => Promise.resolve(undefined), select: () => Promise.resolve([]) }),
    clock: { now: () => 0 as EpochMs },
    locked: undefined as never,
    snapshotOf: () => {
      expect(order).toEqual(['bounds']); // the end first, so that nothing falls between
      return Promise.resolve({ of: 'rider', cards: [] });
    },
  });
}

test.each([
  ['who is up to date gets nothing', 7, { last: 7 }, [7, 0]],
  ['who missed three gets three', 4, { last: 7 }, [7, 3]],
  ['the last ones that are kept are enough for who has the one before', 4, { first: 5, last: 7 }, [7, 3]],
  ['a new client gets a stream from its beginning', 0, { last: 7, epoch: '' }, [7, 7]],
  ['a stream without events is whole', 0, { first: 0, last: 0, epoch: '' }, [0, 0]],
  ['all was purged, and nothing of it was missed', 7, { first: 8, last: 7 }, [7, 0]],
  ['500 missed are given', 0, { last: 500 }, [500, 500]],
] as const)('ST6: %s', async (_, after, stream, [last, count]) => {
  const answer = await ask(after, stream);
  expect([answer.sync, answer.last, answer.sync === 'events' && answer.events.length]).toEqual(['events', last, count]);
});

test.each([
  ['501 missed', 0, { last: 501 }],
  ['what was missed is purged', 3, { first: 5, last: 7 }],
  ['a new client comes to a stream whose beginning is purged', 0, { first: 2, last: 7, epoch: '' }],
  ['a number of another epoch', 7, { last: 7, epoch: 'before the restore' }],
  ['a number that was never given', 8, { last: 7 }],
  ['a purge comes before the events are read', 1, { last: 7, readFirst: 4 }],
  ['a purge takes all before they are read', 1, { last: 7, readFirst: 8 }],
] as const)('ST6: %s: the state', async (_, after, stream) => {
  expect(await ask(after, stream)).toMatchObject({ sync: 'snapshot', last: stream.last, epoch: 'now' });
});
