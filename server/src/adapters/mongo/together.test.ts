import { beforeEach, expect, test, vi } from 'vitest';
import { StoreAway, type Entry, type Outcome } from '../../ports/store.ts';
import { NOON, event } from '../sample.contract.ts';
import { together, type Commit, type Transact } from './together.ts';

/** Streams of the entries that each transaction was given. */
let given: string[][];
/** What becomes of a transaction, by its streams. */
let become: (streams: readonly string[]) => Promise<'committed' | 'unknown'>;
let commits: Commit;
beforeEach(() => {
  given = [];
  become = async () => 'committed';
  const transact: Transact = async (entries) => {
    const streams = entries.map((one) => one.events![0]!.stream);
    given.push(streams);
    return { fate: await become(streams), result: streams.map((stream): Outcome => ({ outcome: 'committed', events: [{ stream, n: 1 }] })) };
  };
  commits = together(transact, 400);
});

const growing = (stream: string): Entry => ({ events: [event(stream)] });
const told = async (stream: string) => {
  const { fate, result } = await commits([growing(stream)], NOON);
  return fate === 'unknown' ? fate : result.flatMap((one) => (one.outcome === 'committed' ? one.events.map((each) => each.stream) : []));
};

test('what is asked for during a transaction shares the next, and everybody hears of their own', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map(told))).toEqual([['a'], ['b'], ['c']]);
  expect(given).toEqual([['a'], ['b', 'c']]);
});

test('ST3: what cannot be stored fails alone', async () => {
  become = async (streams) => {
    if (streams.includes('b')) throw new Error('too large');
    return 'committed';
  };
  const ends = await Promise.allSettled(['a', 'b', 'c'].map(told));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(given).toEqual([['a'], ['b', 'c'], ['b'], ['c']]);
});

test('a store that is away is away for all who shared, and none is sent again', async () => {
  become = async (streams) => {
    if (streams.includes('b')) throw new StoreAway('no primary');
    return 'committed';
  };
  const ends = await Promise.allSettled(['a', 'b', 'c'].map(told));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(given).toHaveLength(2);
});

test('ST4: where nobody knows what became of a transaction, nobody who shared it is told that it was stored', async () => {
  become = async (streams) => (streams.includes('b') ? 'unknown' : 'committed');
  expect(await Promise.all(['a', 'b', 'c'].map(told))).toEqual([['a'], 'unknown', 'unknown']);
});

test('who has waited for half of the patience hears that the store is away, and is not stored later', async () => {
  vi.useFakeTimers();
  try {
    let end!: () => void;
    become = () => new Promise((resolve) => (end = () => resolve('committed')));
    const first = told('a');
    const second = told('b').catch((cause: unknown) => cause);
    await vi.advanceTimersByTimeAsync(200);
    expect(await second).toBeInstanceOf(StoreAway);
    end();
    expect(await first).toEqual(['a']);
    expect(given).toEqual([['a']]);
  } finally {
    vi.useRealTimers();
  }
});
