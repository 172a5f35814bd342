import { describe, expect, test } from 'vitest';
import { indexes } from '../ports/collections.ts';
import type { Kind } from '../ports/collections.ts';
import { ids, once, put, someRides } from './sample.contract.ts';
import type { Bench } from './store.contract.ts';

const kinds = Object.keys(indexes) as Kind[];
const declared = kinds.flatMap((kind) =>
  Object.entries(indexes[kind] as { [name: string]: readonly string[] }).map(([index, fields]) => ({ kind, index, fields })),
);

export function readsContract(bench: Bench): void {
  describe('reads by declared index', () => {
    test('a read gives the documents of its index, in order of fields and then id', async () => {
      const { rows, ...store } = await bench.store();
      await once({ rows, ...store }, { puts: someRides });
      expect(ids(await rows.select('ride', 'ofDay', ['foggia', '2026-11-24']))).toEqual(['r1', 'r2']);
      expect(ids(await rows.select('ride', 'ofDay', ['foggia']))).toEqual(['r1', 'r2', 'r3']);
      expect(ids(await rows.select('ride', 'ofDay', []))).toEqual(['r4', 'r1', 'r2', 'r3']);
      expect(ids(await rows.select('ride', 'ofDay', ['bari', '2026-11-24']))).toEqual([]);
    });

    test('a range bounds the field after the equal ones on both sides, and the limit takes the first', async () => {
      const { rows, ...store } = await bench.store();
      await once({ rows, ...store }, { puts: someRides });
      expect(ids(await rows.select('ride', 'ofRider', ['amina'], { from: '2026-11-25' }))).toEqual(['r3']);
      expect(ids(await rows.select('ride', 'ofRider', ['amina'], { to: '2026-11-24' }))).toEqual(['r2', 'r4']);
      expect(ids(await rows.select('ride', 'ofRider', ['amina'], { from: '2026-11-24', to: '2026-11-25', limit: 2 }))).toEqual(['r2', 'r4']);
      expect(ids(await rows.select('ride', 'ofDay', ['foggia', '2026-11-24'], { from: 'r2' }))).toEqual(['r2']);
    });

    test('numbers are ordered as numbers', async () => {
      const { rows, ...store } = await bench.store();
      await once({ rows, ...store }, { puts: [900, 1_000, 2 ** 40, 1_000.5].map((expires) => put('session', `s${expires}`, { expires, account: 'a' })) });
      expect(ids(await rows.select('session', 'expiring', [], { to: 2 ** 40 - 1 }))).toEqual(['s900', 's1000', 's1000.5']);
    });

    test('a document that changed or went is found where it is now', async () => {
      const { rows, ...store } = await bench.store();
      await once({ rows, ...store }, { puts: someRides });
      await once({ rows, ...store }, { puts: [put('ride', 'r1', { pole: 'cerignola', serviceDate: '2026-11-24' }, 1)], drops: [{ kind: 'ride', id: 'r2' }] });
      expect(ids(await rows.select('ride', 'ofDay', ['foggia', '2026-11-24']))).toEqual([]);
      expect(ids(await rows.select('ride', 'ofDay', ['cerignola', '2026-11-24']))).toEqual(['r1', 'r4']);
    });

    test('the version of a document is told without it, and 0 of one that is not there', async () => {
      const { rows, ...store } = await bench.store();
      await once({ rows, ...store }, { puts: someRides });
      await once({ rows, ...store }, { puts: [put('ride', 'r1', { pole: 'foggia' }, 1)] });
      expect(await Promise.all(['r1', 'r2', 'r9'].map((id) => rows.version('ride', id)))).toEqual([2, 1, 0]);
    });

    test('an index that is not declared, or too many values, is a fault of the caller', async () => {
      const { rows } = await bench.store();
      await expect(rows.select('ride', 'ofMoon' as 'ofDay', [])).rejects.toThrow('index ofMoon of ride, expected one of ofDay, ofRider');
      await expect(rows.select('ride', 'ofDay', ['a', 'b', 'c'])).rejects.toThrow('3 values for ride.ofDay, expected at most 2');
    });
  });

  describe('no read scans a table', () => {
    let laidOut: Promise<string> | undefined;
    const planned = (): Promise<string> =>
      (laidOut ??= (async () => {
        const place = await bench.subject.newPlace(); // one for all of these
        await (await bench.open(place)).close();
        return place;
      })());

    test.for(declared.map((each) => [`${each.kind}.${each.index}`, each] as const))(
      '%s uses its index for every number of values, with a range and without',
      async ([, { kind, index, fields }]) => {
        const place = await planned();
        for (let length = 0; length <= fields.length; length += 1) {
          for (const ranged of [false, true]) {
            expect(await bench.subject.complaints(place, { kind, index, equals: fields.slice(0, length), ranged })).toEqual([]);
          }
        }
      },
    );

    test.for(kinds)('%s is found by id without a scan', async (kind) => {
      const place = await planned();
      expect(await bench.subject.complaints(place, { kind, equals: [], ranged: false })).toEqual([]);
    });
  });
}
