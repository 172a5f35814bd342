import { describe, expect, test, vi } from 'vitest';
import { NOON, event, once, put } from './sample.contract.ts';
import type { Bench } from './store.contract.ts';

const DAY = 24 * 3600 * 1000;

export function streamsContract(bench: Bench): void {
  describe('ST6: streams', () => {
    test('ST6: parallel commits to one stream are numbered without gap or repeat, as told to each', async () => {
      const [one, two] = await bench.handles();
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          once(n % 2 ? two : one, { puts: [put('ride', `r${n}`)], events: [event('pole:foggia', n), event('rider:amina', n), event('pole:foggia', n)] }),
        ),
      );
      const told = outcomes.flatMap((outcome, n) => (outcome.outcome === 'committed' ? outcome.events.map((given) => ({ ...given, body: n })) : []));
      for (const [stream, count] of [
        ['pole:foggia', 80],
        ['rider:amina', 40],
      ] as const) {
        const stored = (await one.streams.after(stream, 0, 1000)).map(({ stream: of, n, body }) => ({ stream: of, n, body }));
        expect(stored.map(({ n }) => n)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
        expect(stored).toEqual(told.filter((given) => given.stream === stream).toSorted((a, b) => a.n - b.n));
      }
    });

    test('ST6: an entry that is left out uses no number', async () => {
      const store = await bench.store();
      const outcomes = await store.commit(
        [{ events: [event('run:1', 'a')] }, { puts: [put('ride', 'x', {}, 9)], events: [event('run:1', 'never')] }, { events: [event('run:1', 'b')] }],
        NOON,
      );
      expect(outcomes).toMatchObject([{ events: [{ n: 1 }] }, { outcome: 'conflict' }, { events: [{ n: 2 }] }]);
    });

    test('ST6: a reader catches up in order and in portions, and other streams stay out of it', async () => {
      const store = await bench.store();
      await store.commit([{ events: [event('rider:a', { said: 1 }), event('rider:ab', 'other'), event('rider:a', null), event('rider:a', 'three')] }], NOON);
      expect(await store.streams.after('rider:a', 0, 2)).toEqual([
        { stream: 'rider:a', n: 1, at: NOON, body: { said: 1 } },
        { stream: 'rider:a', n: 2, at: NOON, body: null },
      ]);
      expect(await store.streams.after('rider:a', 2, 2)).toEqual([{ stream: 'rider:a', n: 3, at: NOON, body: 'three' }]);
      expect(await store.streams.after('rider:a', 3, 2)).toEqual([]);
      expect(await store.streams.bounds('rider:a')).toEqual({ first: 1, last: 3 });
      expect(await store.streams.bounds('rider:nobody')).toEqual({ first: 0, last: 0 });
    });

    test('ST6: a purge takes the oldest events, and their numbers are never given again', async () => {
      const store = await bench.store();
      for (const day of [0, 1, 2]) await once(store, { events: [event('rider:amina', day)] }, NOON + day * DAY);
      await store.purge(NOON + DAY);
      expect(await store.streams.bounds('rider:amina')).toEqual({ first: 2, last: 3 });
      await store.purge(NOON + 9 * DAY);
      expect(await store.streams.bounds('rider:amina')).toEqual({ first: 4, last: 3 });
      expect(await store.streams.after('rider:amina', 0, 10)).toEqual([]);
      expect(await once(store, { events: [event('rider:amina')] })).toMatchObject({ events: [{ n: 4 }] });
      expect(await store.streams.bounds('rider:amina')).toEqual({ first: 4, last: 4 });
    });

    test('ST6: a clock that went back leaves no hole after a purge', async () => {
      const store = await bench.store();
      for (const at of [NOON, NOON + DAY, NOON, NOON + 2 * DAY]) await once(store, { events: [event('rider:amina')] }, at);
      await store.purge(NOON + DAY);
      expect((await store.streams.after('rider:amina', 0, 10)).map(({ n }) => n)).toEqual([2, 3, 4]);
    });

    test('ST6: a restore begins another epoch and keeps counting', async () => {
      const place = await bench.newPlace();
      const before = await bench.open(place);
      await once(before, { events: [event('rider:amina')] });
      const epoch = await before.streams.epoch();
      expect(await before.streams.epoch()).toBe(epoch);
      await before.close();
      await bench.subject.restored(place);
      const after = await bench.open(place);
      expect(await after.streams.epoch()).not.toBe(epoch);
      expect(await after.streams.after('rider:amina', 0, 10)).toHaveLength(1);
    });

    test('ST6: listeners are woken with the streams that grew, until they leave', async () => {
      const store = await bench.store();
      const heard: string[] = [];
      const leave = store.onGrowth((streams) => heard.push(...streams));
      await once(store, { events: [event('rider:amina'), event('run:1')] });
      await vi.waitFor(() => expect(new Set(heard)).toEqual(new Set(['rider:amina', 'run:1'])));
      leave();
      const until = new Promise<void>((resolve) => store.onGrowth((streams) => streams.includes('run:3') && resolve()));
      await once(store, { events: [event('run:2')] });
      await once(store, { events: [event('run:3')] });
      await until;
      expect(heard).not.toContain('run:2');
    });

    test('ST6: a commit without events, or left out, wakes nobody', async () => {
      const store = await bench.store();
      const heard: string[] = [];
      store.onGrowth((streams) => heard.push(...streams));
      await store.commit([{ puts: [put('ride', 'a')] }, { puts: [put('ride', 'a')], events: [event('rider:never')] }], NOON);
      await once(store, { events: [event('rider:last')] });
      await vi.waitFor(() => expect(heard).toContain('rider:last'));
      expect(heard).not.toContain('rider:never');
    });

    test('ST6: listeners are woken by commits of other processes', async ({ skip }) => {
      if (!bench.subject.shared) skip('one process a store');
      const [one, two] = await bench.handles();
      const heard = new Promise<readonly string[]>((resolve) => one.onGrowth(resolve));
      await once(two, { events: [event('rider:amina')] });
      expect(await heard).toEqual(['rider:amina']);
    });
  });
}
