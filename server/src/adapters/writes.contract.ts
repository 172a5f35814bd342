import { describe, expect, test } from 'vitest';
import type { Entry, Outcome } from '../ports/store.ts';
import { NOON, claim, command, event, fieldsOf, once, put, versionOf } from './sample.contract.ts';
import type { Bench, Opened } from './store.contract.ts';

const COMMITTED: Outcome = { outcome: 'committed', events: [] };

/** A day at version 2 with fence 7, and a claim held by r1. */
async function withDay(store: Opened): Promise<void> {
  await once(store, { puts: [put('day', 'd')], claims: { take: [claim('code|1', 'r1')] } });
  await once(store, { puts: [put('day', 'd', { fence: 7 }, 1)] });
}

/** Whatever an entry could have written, were it half done. */
async function tracesOf(store: Opened): Promise<unknown> {
  const probe = [claim('code|mine', 'probe')];
  const [free] = await store.commit([{ claims: { take: probe } }, { claims: { release: probe } }], NOON);
  return [
    await store.rows.find('ride', 'mine'),
    await store.rows.find('day', 'd'),
    await store.command('account:amina', 'mine'),
    await store.streams.bounds('rider:mine'),
    free,
  ];
}

const writesEverything: Entry = {
  command: command('mine'),
  puts: [put('ride', 'mine')],
  claims: { take: [claim('code|mine', 'mine')] },
  events: [event('rider:mine')],
  drops: [{ kind: 'day', id: 'd' }],
};

const refused: readonly [string, Entry, Outcome][] = [
  [
    'a stale put',
    { puts: [...(writesEverything.puts ?? []), put('route', 'x', {}, 3)] },
    { outcome: 'conflict', kind: 'route', id: 'x', expected: 3, found: 0 },
  ],
  [
    'a put of a new document that exists',
    { drops: [], puts: [...(writesEverything.puts ?? []), put('day', 'd')] },
    { outcome: 'conflict', kind: 'day', id: 'd', expected: 0, found: 2 },
  ],
  ['a stale guard', { guards: [{ kind: 'day', id: 'd', version: 1 }] }, { outcome: 'conflict', kind: 'day', id: 'd', expected: 1, found: 2 }],
  ['a stale fence', { fence: { kind: 'day', id: 'd', value: 6 } }, { outcome: 'conflict', kind: 'day', id: 'd', expected: 6, found: 7 }],
  [
    'a fence of a document that is gone',
    { fence: { kind: 'day', id: 'gone', value: 0 } },
    { outcome: 'conflict', kind: 'day', id: 'gone', expected: 0, found: -1 },
  ],
  ['a taken claim', { claims: { take: [claim('code|mine', 'mine'), claim('code|1', 'mine')] } }, { outcome: 'taken', key: 'code|1', owner: 'r1' }],
];

export function writesContract(bench: Bench): void {
  describe('ST2: stale writes', () => {
    test.for(refused)('ST2, ST3: %s leaves the whole entry out, and its neighbours stand', async ([, condition, outcome]) => {
      const store = await bench.store();
      await withDay(store);
      const before = await tracesOf(store);
      const outcomes = await store.commit([{ puts: [put('ride', 'a')] }, { ...writesEverything, ...condition }, { puts: [put('ride', 'b')] }], NOON);
      expect(outcomes).toEqual([COMMITTED, outcome, COMMITTED]);
      expect(await tracesOf(store)).toEqual(before);
      expect([await versionOf(store, 'ride', 'a'), await versionOf(store, 'ride', 'b')]).toEqual([1, 1]);
    });

    test('ST2: the version counts writes from 1, and a put replaces the whole document', async () => {
      const store = await bench.store();
      expect(await once(store, { puts: [put('place', 'p', { name: 'Borgo Mezzanone', pole: 'foggia' })] })).toEqual(COMMITTED);
      expect(await once(store, { puts: [put('place', 'p', { name: 'Borgo Tressanti' }, 1)] })).toEqual(COMMITTED);
      expect(await store.rows.find('place', 'p')).toEqual({ id: 'p', schema: 1, version: 2, name: 'Borgo Tressanti' });
    });

    test('ST2: a version inside the put document counts for nothing', async () => {
      const store = await bench.store();
      await once(store, { puts: [put('place', 'p', { version: 41 })] });
      expect(await versionOf(store, 'place', 'p')).toBe(1);
    });

    test('ST2: a guard that holds moves the version on and keeps the fields', async () => {
      const store = await bench.store();
      await withDay(store);
      expect(await once(store, { guards: [{ kind: 'day', id: 'd', version: 2 }], puts: [put('ride', 'r')] })).toEqual(COMMITTED);
      expect(await store.rows.find('day', 'd')).toEqual({ id: 'd', schema: 1, version: 3, fence: 7 });
    });

    test('ST2: a guard on a document that the entry also puts or drops is a condition only', async () => {
      const store = await bench.store();
      await withDay(store);
      await once(store, { guards: [{ kind: 'day', id: 'd', version: 2 }], puts: [put('day', 'd', { fence: 8 }, 2)] });
      expect(await versionOf(store, 'day', 'd')).toBe(3);
      expect(await once(store, { guards: [{ kind: 'day', id: 'd', version: 2 }], drops: [{ kind: 'day', id: 'd' }] })).toMatchObject({
        outcome: 'conflict',
        found: 3,
      });
      expect(await once(store, { guards: [{ kind: 'day', id: 'd', version: 3 }], drops: [{ kind: 'day', id: 'd' }] })).toEqual(COMMITTED);
      expect(await versionOf(store, 'day', 'd')).toBe(0);
    });

    test('ST2: a fence that holds leaves the version as it is', async () => {
      const store = await bench.store();
      await withDay(store);
      expect(await once(store, { fence: { kind: 'day', id: 'd', value: 7 }, puts: [put('ride', 'r')] })).toEqual(COMMITTED);
      expect(await fieldsOf(store, 'day', 'd')).toEqual({ id: 'd', schema: 1, version: 2, fence: 7 });
    });
  });

  describe('ST3: together or not at all', () => {
    test('ST3: each entry sees what the ones before it wrote', async () => {
      const store = await bench.store();
      const outcomes = await store.commit(
        [
          { puts: [put('day', 'd', { fence: 1 })], claims: { take: [claim('bike|7', 'amina')] } },
          { guards: [{ kind: 'day', id: 'd', version: 1 }], fence: { kind: 'day', id: 'd', value: 1 }, events: [event('pole:foggia', 'guarded')] },
          { puts: [put('day', 'd', { fence: 2 }, 2)], events: [event('pole:foggia', 'put')] },
          { fence: { kind: 'day', id: 'd', value: 1 } },
          { claims: { take: [claim('bike|7', 'bubacar')] } },
          { claims: { release: [claim('bike|7', 'amina')] }, drops: [{ kind: 'day', id: 'd' }] },
          { claims: { take: [claim('bike|7', 'bubacar')] }, puts: [put('day', 'd', { fence: 9 })] },
        ],
        NOON,
      );
      expect(outcomes).toEqual([
        COMMITTED,
        { outcome: 'committed', events: [{ stream: 'pole:foggia', n: 1 }] },
        { outcome: 'committed', events: [{ stream: 'pole:foggia', n: 2 }] },
        { outcome: 'conflict', kind: 'day', id: 'd', expected: 1, found: 2 },
        { outcome: 'taken', key: 'bike|7', owner: 'amina' },
        COMMITTED,
        COMMITTED,
      ]);
      expect(await store.rows.find('day', 'd')).toEqual({ id: 'd', schema: 1, version: 1, fence: 9 });
    });

    test('ST3: a fault in one entry stores nothing of the call', async () => {
      const store = await bench.store();
      const faulty = store.commit([{ puts: [put('ride', 'a')], events: [event('rider:a')] }, { puts: [put('ride', 'b', { seats: 1n })] }], NOON);
      await expect(faulty).rejects.toThrow(/BigInt/);
      expect([await versionOf(store, 'ride', 'a'), await versionOf(store, 'ride', 'b')]).toEqual([0, 0]);
      expect(await once(store, { events: [event('rider:a')] })).toEqual({ outcome: 'committed', events: [{ stream: 'rider:a', n: 1 }] });
    });

    test('ST3: an event that cannot be stored stores nothing of the call', async () => {
      const store = await bench.store();
      const faulty = store.commit([{ command: command('mine'), puts: [put('ride', 'a')], events: [event('rider:a', { seats: 1n })] }], NOON);
      await expect(faulty).rejects.toThrow(/BigInt/);
      expect([await versionOf(store, 'ride', 'a'), await store.command('account:amina', 'mine')]).toEqual([0, undefined]);
      expect(await store.streams.bounds('rider:a')).toEqual({ first: 0, last: 0 });
    });

    test.for<[string, Entry, RegExp]>([
      ['one document twice', { puts: [put('ride', 'a'), put('ride', 'a', {}, 1)] }, /ride a is written twice by one entry, expected once/],
      ['an unknown kind', { drops: [{ kind: 'bus' as 'ride', id: 'a' }] }, /kind "bus", expected one of pole, /],
      ['a guard of nothing', { guards: [{ kind: 'ride', id: 'a', version: 0 }] }, /version 0, expected a whole number from 1/],
      ['a claim twice', { claims: { take: [claim('c', 'a'), claim('c', 'b')] } }, /expected each once/],
    ])('ST3: an entry that names %s is a fault of the caller and nothing is stored', async ([, entry, message]) => {
      const store = await bench.store();
      await expect(store.commit([{ puts: [put('place', 'p')] }, entry], NOON)).rejects.toThrow(message);
      expect(await versionOf(store, 'place', 'p')).toBe(0);
    });

    test('dropping what is not there is no conflict, and no entries give no outcomes', async () => {
      const store = await bench.store();
      expect(await once(store, { drops: [{ kind: 'ride', id: 'nobody' }] })).toEqual(COMMITTED);
      expect(await store.commit([], NOON)).toEqual([]);
    });
  });
}
