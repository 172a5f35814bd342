import { afterEach, expect, test } from 'vitest';
import type { EpochMs } from '@passaggio/contracts';
import { reads } from '../../ports/reads.ts';
import { AFTERNOON, day } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';
import { openBook } from './book.ts';
import { loadDay } from './load.ts';

let world: World;
afterEach(() => world.close());

test('a task that fails after it changed the day leaves nothing behind, and those after it in the batch run on what is stored', async () => {
  world = await openWorld(AFTERNOON);
  await peopled(world, 1);
  const { store, travel } = world.ports;
  const book = openBook({
    store,
    now: () => world.time as EpochMs,
    load: (at, held, turn) => loadDay(at, held, { reads: reads(store.rows), travel, turn }),
    pause: () => Promise.resolve(),
    admit: () => Promise.resolve({ near: true, refused: undefined }),
  });
  const first = book.read(day, () => 'loaded'); // while it loads the two others wait, as one batch
  const failed = book.change(day, undefined, (work) => {
    work.head({ phase: 'closed' });
    throw new Error('a fault of ours');
  });
  const next = book.change(day, undefined, (work) => {
    const { phase, revision } = work.day.head;
    work.head({ planNumber: 7 });
    return { phase, revision };
  });
  await expect(failed).rejects.toThrow('a fault of ours');
  expect([await first, await next]).toEqual(['loaded', { phase: 'open', revision: 0 }]);
  expect(await store.rows.find('day', 'foggia_2027-07-02')).toMatchObject({ phase: 'open', revision: 1, planNumber: 7 });
});
