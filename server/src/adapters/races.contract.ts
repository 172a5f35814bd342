import { describe, expect, test } from 'vitest';
import type { Outcome } from '../ports/store.ts';
import { claim, event, fieldsOf, once, put, versionOf } from './sample.contract.ts';
import type { Bench } from './store.contract.ts';

const RACERS = 30;

/** Starts all racers at once, every second one on the other handle. */
function race<T>(handles: readonly [T, T], run: (handle: T, n: number) => Promise<Outcome>): Promise<Outcome[]> {
  return Promise.all(Array.from({ length: RACERS }, (_, n) => run(n % 2 ? handles[1] : handles[0], n)));
}

const committed = (outcomes: readonly Outcome[]): number[] => outcomes.flatMap(({ outcome }, n) => (outcome === 'committed' ? [n] : []));

export function racesContract(bench: Bench): void {
  describe('ST5: races', () => {
    test('ST5: of many who take one claim at once, one gets it and the others are told who', async () => {
      const handles = await bench.handles();
      const outcomes = await race(handles, (store, n) => once(store, { claims: { take: [claim('bike|7', `rider-${n}`)] }, puts: [put('ride', `r${n}`)] }));
      const [winner, ...others] = committed(outcomes);
      expect(others).toEqual([]);
      expect(outcomes.filter((_, n) => n !== winner)).toEqual(
        Array.from({ length: RACERS - 1 }, () => ({ outcome: 'taken', key: 'bike|7', owner: `rider-${winner}` })),
      );
      expect((await Promise.all(outcomes.map((_, n) => versionOf(handles[0], 'ride', `r${n}`)))).filter((version) => version > 0)).toEqual([1]);
    });

    test('ST5: of many who guard one version at once, one commits', async () => {
      const handles = await bench.handles();
      await once(handles[0], { puts: [put('vehicleDay', 'v')] });
      const outcomes = await race(handles, (store, n) => once(store, { guards: [{ kind: 'vehicleDay', id: 'v', version: 1 }], puts: [put('route', `r${n}`)] }));
      expect(committed(outcomes)).toHaveLength(1);
      expect(await versionOf(handles[0], 'vehicleDay', 'v')).toBe(2);
    });

    test('ST5: two who each guard what the other writes do not both commit (write skew)', async () => {
      const handles = await bench.handles();
      for (let round = 1; round <= 10; round += 1) {
        const [a, b] = [`a${round}`, `b${round}`];
        await once(handles[0], { puts: [put('vehicleDay', a), put('vehicleDay', b)] });
        const outcomes = await Promise.all([
          once(handles[0], { guards: [{ kind: 'vehicleDay', id: a, version: 1 }], puts: [put('vehicleDay', b, {}, 1)] }),
          once(handles[1], { guards: [{ kind: 'vehicleDay', id: b, version: 1 }], puts: [put('vehicleDay', a, {}, 1)] }),
        ]);
        expect(committed(outcomes)).toHaveLength(1);
      }
    });

    test('ST5: of many who create one document at once, one does', async () => {
      const handles = await bench.handles();
      const outcomes = await race(handles, (store, n) => once(store, { puts: [put('riderDay', 'amina', { by: n })] }));
      expect(committed(outcomes)).toHaveLength(1);
      expect(await fieldsOf(handles[1], 'riderDay', 'amina')).toMatchObject({ version: 1, by: committed(outcomes)[0] });
    });

    test('ST5: increments by read, put and retry on conflict are all counted', async () => {
      const handles = await bench.handles();
      await once(handles[0], { puts: [put('pole', 'foggia', { count: 0 })] });
      await race(handles, async (store) => {
        for (;;) {
          const doc = await fieldsOf(store, 'pole', 'foggia');
          const outcome = await once(store, { puts: [put('pole', 'foggia', { count: Number(doc?.['count']) + 1 }, Number(doc?.['version']))] });
          if (outcome.outcome !== 'conflict') return outcome;
        }
      });
      expect(await fieldsOf(handles[0], 'pole', 'foggia')).toMatchObject({ count: RACERS, version: RACERS + 1 });
    });

    test('ST5, ST2: once a fence has been raised, nothing that relied on the old one commits', async () => {
      const handles = await bench.handles();
      for (let round = 1; round <= 10; round += 1) {
        const day = `d${round}`;
        await once(handles[0], { puts: [put('day', day, { fence: 1 })] });
        const late = Array.from({ length: 6 }, (_, n) =>
          once(handles[0], { fence: { kind: 'day', id: day, value: 1 }, puts: [put('ride', `${day}-${n}`)], events: [event(`pole:${day}`, 'late')] }),
        );
        const takeover = await once(handles[1], { puts: [put('day', day, { fence: 2 }, 1)], events: [event(`pole:${day}`, 'takeover')] });
        const outcomes = await Promise.all(late);
        expect(takeover).toMatchObject({ outcome: 'committed' });
        const log = (await handles[0].streams.after(`pole:${day}`, 0, 100)).map(({ body }) => body);
        expect(log.indexOf('takeover')).toBe(log.length - 1);
        expect(committed(outcomes)).toHaveLength(log.length - 1);
      }
    });

    test('ST5: the takeover of a fence sees all that was committed under the old one', async () => {
      const handles = await bench.handles();
      for (let round = 1; round <= 10; round += 1) {
        const day = `d${round}`;
        await once(handles[0], { puts: [put('day', day, { fence: 1 })] });
        const late = Array.from({ length: 6 }, (_, n) =>
          once(handles[0], { fence: { kind: 'day', id: day, value: 1 }, puts: [put('ride', `${day}-${n}`, { pole: day, serviceDate: '2026-11-24' })] }),
        );
        await once(handles[1], { puts: [put('day', day, { fence: 2 }, 1)] });
        const rebuilt = await handles[1].rows.select('ride', 'ofDay', [day, '2026-11-24']);
        expect(rebuilt).toHaveLength(committed(await Promise.all(late)).length);
      }
    });

    test('ST5: a claim is kept by a repeat of its owner, freed by its owner only, and handed over in one entry', async () => {
      const store = await bench.store();
      const take = (owner: string, release: readonly string[] = []) =>
        once(store, { claims: { take: [claim('code|1', owner)], release: release.map((by) => claim('code|1', by)) } });
      expect(await take('r1')).toMatchObject({ outcome: 'committed' });
      expect(await take('r1')).toMatchObject({ outcome: 'committed' });
      await once(store, { claims: { release: [claim('code|1', 'r2'), claim('code|2', 'r2')] } });
      expect(await take('r2')).toEqual({ outcome: 'taken', key: 'code|1', owner: 'r1' });
      expect(await take('r2', ['r1'])).toMatchObject({ outcome: 'committed' });
      expect(await take('r1')).toEqual({ outcome: 'taken', key: 'code|1', owner: 'r2' });
      await once(store, { claims: { release: [claim('code|1', 'r2')] } });
      expect(await take('r3')).toMatchObject({ outcome: 'committed' });
    });
  });
}
