import { describe, expect, test } from 'vitest';
import { StoreRefused } from '../ports/store.ts';
import type { Release } from '../ports/upgrades.ts';
import { NOON, event, fieldsOf, once, put } from './sample.contract.ts';
import type { Bench } from './store.contract.ts';

/** Three releases: in 2 a place's `name` became `names`, by language; 3 changed nothing. */
const first: Release = { schema: 1, upgrades: {} };
const second: Release = {
  schema: 2,
  upgrades: {
    place: {
      up: ({ name, ...rest }) => ({ ...rest, names: { it: name } }),
      down: ({ names, ...rest }) => ({ ...rest, name: (names as { it: string }).it }),
    },
  },
};
const third: Release = { schema: 3, upgrades: {} };

const everyShape = {
  text: 'Borgo Mezzanone – ਪੰਜਾਬੀ 🚌',
  empty: '',
  zero: 0,
  big: Number.MAX_SAFE_INTEGER,
  below: -2_147_483_649,
  third: 1 / 3,
  yes: true,
  none: null,
  list: [],
  nested: [[1, [2]], { deep: { deeper: [null, { x: 1 }] } }],
  bare: {},
  'arrived.stop.1': 5,
  at: { 'a.b': { $set: 1, $inc: [{ $x: 1 }] } },
  _id: 'own',
};

/** Every object in a value is a plain one. */
function strangers(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const plainOne = [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object);
  return [...(plainOne ? [] : [value]), ...Object.values(value).flatMap(strangers)];
}

export function formsContract(bench: Bench): void {
  describe('ST7: plain objects', () => {
    test('ST7: documents, events and answers come back as the plain JSON that they were', async () => {
      const store = await bench.store();
      const { _id: _, ...body } = everyShape;
      const command = { actor: 'device:1', id: 'x', bodyHash: 'h', answer: everyShape };
      await once(store, { command, puts: [put('fact', 'f', body)], events: [event('run:1', everyShape)] });
      const found = await store.rows.find('fact', 'f');
      const [told] = await store.streams.after('run:1', 0, 1);
      const answered = await store.command('device:1', 'x');
      expect(found).toStrictEqual({ id: 'f', schema: 1, version: 1, ...body });
      expect(told).toStrictEqual({ stream: 'run:1', n: 1, at: NOON, body: everyShape });
      expect(answered).toStrictEqual({ bodyHash: 'h', answer: everyShape });
      expect([found, told, answered].flatMap(strangers)).toEqual([]);
    });

    test('ST7: a field without value is left out', async () => {
      const store = await bench.store();
      await once(store, { puts: [put('place', 'p', { name: undefined, at: { x: undefined } })] });
      expect(await store.rows.find('place', 'p')).toStrictEqual({ id: 'p', schema: 1, version: 1, at: {} });
    });

    test('ST7: what a caller does to a document that was given does not reach the store', async () => {
      const store = await bench.store();
      await once(store, { puts: [put('place', 'p', { list: [1] })] });
      const given = await fieldsOf(store, 'place', 'p');
      (given?.['list'] as number[] | undefined)?.push(2);
      expect(await fieldsOf(store, 'place', 'p')).toMatchObject({ list: [1] });
    });
  });

  describe('ST8: releases', () => {
    test('ST8: a release reads one version back and writes the old form until the store is settled', async () => {
      const place = await bench.newPlace();
      const old = await bench.open(place, first);
      await once(old, { puts: [put('place', 'p1', { name: 'Borgo Mezzanone', pole: 'foggia' })] });
      await old.close();

      const rolling = await bench.open(place, second);
      expect(await rolling.rows.find('place', 'p1')).toEqual({ id: 'p1', version: 1, schema: 2, pole: 'foggia', names: { it: 'Borgo Mezzanone' } });
      await once(rolling, { puts: [put('place', 'p2', { schema: 2, pole: 'foggia', names: { it: 'Borgo Tressanti' } })] });
      expect(await rolling.rows.select('place', 'ofPole', ['foggia'])).toMatchObject([
        { names: { it: 'Borgo Mezzanone' } },
        { names: { it: 'Borgo Tressanti' } },
      ]);
      await rolling.close();

      const back = await bench.open(place, first);
      expect(await back.rows.find('place', 'p2')).toEqual({ id: 'p2', version: 1, schema: 1, pole: 'foggia', name: 'Borgo Tressanti' });
      await back.close();

      const settling = await bench.open(place, second);
      expect(await settling.settle()).toBe(2);
      expect(await settling.settle()).toBe(0);
      expect(await settling.rows.find('place', 'p1')).toEqual({ id: 'p1', version: 1, schema: 2, pole: 'foggia', names: { it: 'Borgo Mezzanone' } });
      await settling.close();

      await expect(bench.open(place, first)).rejects.toThrow(/schema 2, newer than the 1 of this release\. Start the newer release/);
      const next = await bench.open(place, third);
      expect(await next.rows.find('place', 'p2')).toMatchObject({ schema: 3, names: { it: 'Borgo Tressanti' } });
    });

    test('ST8: a release two away is refused with what to do', async () => {
      const place = await bench.newPlace();
      await (await bench.open(place, first)).close();
      const refused = bench.open(place, third);
      await expect(refused).rejects.toThrow(StoreRefused);
      await expect(refused).rejects.toThrow(/schema 1; this release reads 2 and 3\. Start each release in between once and settle it/);
      await (await bench.open(place, first)).close(); // and the place is as it was
    });

    test('ST8: a settling that broke off keeps the next release out until it is done', async () => {
      const place = await bench.newPlace();
      const old = await bench.open(place, first);
      await once(old, { puts: [put('place', 'p1', { name: 'Borgo Mezzanone' })] });
      await old.close();
      const broken = await bench.open(place, {
        schema: 2,
        upgrades: {
          place: {
            up: () => {
              throw new Error('power cut');
            },
            down: (form) => form,
          },
        },
      });
      await expect(broken.settle()).rejects.toThrow('power cut');
      await broken.close();
      await expect(bench.open(place, third)).rejects.toThrow(
        /place p1 has schema 1; this release reads 2 and 3\. Start the release before this one and settle it/,
      );
      const again = await bench.open(place, second);
      expect(await again.settle()).toBe(1);
      await again.close();
      expect(await (await bench.open(place, third)).rows.find('place', 'p1')).toMatchObject({ schema: 3, names: { it: 'Borgo Mezzanone' } });
    });
  });
}
