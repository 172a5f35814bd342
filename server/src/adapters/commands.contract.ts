import { describe, expect, test } from 'vitest';
import { NOON, command, event, once, put, versionOf } from './sample.contract.ts';
import type { Bench } from './store.contract.ts';

const DAY = 24 * 3600 * 1000;

export function commandsContract(bench: Bench): void {
  describe('ST4: a repeated decision', () => {
    test('ST4: the same id and body give the first answer, and nothing happens twice', async () => {
      const store = await bench.store();
      await once(store, { command: command('ask-1', { status: 'accepted', code: '4711' }), puts: [put('ride', 'r1')], events: [event('rider:amina')] });
      const again = await once(store, { command: command('ask-1', { status: 'waiting' }), puts: [put('ride', 'r2')], events: [event('rider:amina')] });
      expect(again).toEqual({ outcome: 'replay', answer: { status: 'accepted', code: '4711' } });
      expect(await versionOf(store, 'ride', 'r2')).toBe(0);
      expect(await store.streams.bounds('rider:amina')).toEqual({ first: 1, last: 1 });
    });

    test('ST4: a replay is given even where the entry could no longer hold', async () => {
      const store = await bench.store();
      const entry = { command: command('ask-1'), puts: [put('ride', 'r1')] };
      await once(store, entry);
      expect(await once(store, entry)).toEqual({ outcome: 'replay', answer: { said: 'ask-1' } });
    });

    test('ST4: the same id with another body is a mismatch', async () => {
      const store = await bench.store();
      await once(store, { command: command('ask-1') });
      expect(await once(store, { command: command('ask-1', {}, 'hash-2') })).toEqual({ outcome: 'mismatch' });
    });

    test('ST4: the same id of another actor is another command', async () => {
      const store = await bench.store();
      await once(store, { command: command('ask-1') });
      expect(await once(store, { command: command('ask-1', {}, 'hash-2', 'device:bus-7') })).toMatchObject({ outcome: 'committed' });
    });

    test('ST4: a twin in the same call gets the same answer, unless the first could not hold', async () => {
      const store = await bench.store();
      expect(await store.commit([{ command: command('ask-1', { n: 1 }) }, { command: command('ask-1', { n: 2 }) }], NOON)).toMatchObject([
        { outcome: 'committed' },
        { outcome: 'replay', answer: { n: 1 } },
      ]);
      expect(
        await store.commit([{ command: command('ask-2', { n: 1 }), puts: [put('ride', 'x', {}, 5)] }, { command: command('ask-2', { n: 2 }) }], NOON),
      ).toMatchObject([{ outcome: 'conflict' }, { outcome: 'committed' }]);
      expect(await store.command('account:amina', 'ask-2')).toEqual({ bodyHash: 'hash-1', answer: { n: 2 } });
    });

    test('ST4: of twins that race, one takes effect and all get its answer', async () => {
      const handles = await bench.handles();
      const twins = Array.from({ length: 12 }, (_, n) => once(handles[n % 2 ? 1 : 0], { command: command('ask-1', { n }), puts: [put('ride', `twin-${n}`)] }));
      const outcomes = await Promise.all(twins);
      const first = outcomes.findIndex(({ outcome }) => outcome === 'committed');
      expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      expect(outcomes.filter((_, n) => n !== first)).toEqual(Array.from({ length: 11 }, () => ({ outcome: 'replay', answer: { n: first } })));
    });

    test.for<[unknown]>([[null], [undefined], ['text'], [0], [[]], [{ a: { 'b.c': null, $d: [1.5] } }]])(
      'ST4: the answer %j comes back as it was',
      async ([answer]) => {
        const store = await bench.store();
        // undefined would be the helper's default
        const entry = { command: { actor: 'account:amina', id: 'ask-1', bodyHash: 'hash-1', answer } };
        await once(store, entry);
        expect(await once(store, entry)).toEqual({ outcome: 'replay', answer });
        expect(await store.command('account:amina', 'ask-1')).toEqual({ bodyHash: 'hash-1', answer });
      },
    );

    test('ST4: a command that did not take effect is not there', async () => {
      expect(await (await bench.store()).command('account:amina', 'never')).toBeUndefined();
    });

    test('ST4: records are kept until they are purged by age', async () => {
      const store = await bench.store();
      await once(store, { command: command('old') }, NOON);
      await once(store, { command: command('new') }, NOON + 2 * DAY);
      await store.purge(NOON);
      expect(await store.command('account:amina', 'old')).toBeDefined();
      await store.purge(NOON + DAY);
      expect(await store.command('account:amina', 'old')).toBeUndefined();
      expect(await store.command('account:amina', 'new')).toBeDefined();
    });
  });
}
