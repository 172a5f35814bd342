/** Out to the farm: a time that changed on the way, people one by one and all at once, a code that belongs elsewhere, somebody who does not come. */
import type { Page } from 'playwright-core';
import { fresh, type Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { MONDAY, type Shift } from './shift.ts';
import { leave, main, screen, shows, tap, tapAway, tool, way, type Step } from './steps.ts';
import { troubles } from './troubles.ts';

const MINUTE = 60_000;
const atStop = screen('at-stop');

export async function outward(stage: Stage, page: Page, album: Album, shift: Shift): Promise<void> {
  const [station, village, farm] = shift.stops;
  const again = async (time: number, next: Step) => {
    stage.time = time;
    await page.reload(); // hears what time it is
    await next(page);
  };
  await album.shoot('moving', 'to-stop', screen('moving'));
  await later(stage, shift);
  await page.context().setOffline(false);
  await again(station!.on[0]!.told, screen('moving'));
  await way(main, screen('changed'))(page);
  await album.shoot('changed', 'later', screen('changed'));
  await way(main, atStop)(page);
  await album.shoot('at-stop', 'one-waits', atStop);
  await codes(page, album, { unknown: '0000', 'other-stop': village!.on[0]!.code, 'other-run': shift.stranger });
  await troubles(stage, page, album);
  await way(atStop, main, shows('[data-aboard="1"]'))(page);
  await album.shoot('at-stop', 'leave-locked', way(atStop, shows('[data-closed="before-told-time"]')));
  await again(station!.on[0]!.told + 7 * MINUTE, way(atStop, main, screen('moving')));

  stage.time = village!.on[0]!.told - 2 * MINUTE;
  await page.reload();
  await way(screen('moving'), main, atStop)(page);
  await album.shoot('at-stop', 'many-wait', atStop);
  await album.shoot('missing', 'locked', way(atStop, tool('person'), screen('missing')));
  await way(atStop, tap('[data-code][data-state="gets-on"]'), shows('[data-aboard="2"]'))(page);
  await album.shoot('at-stop', 'some-on-board', atStop);
  await way(atStop, main, shows('[data-aboard="11"]'))(page);
  await album.shoot('at-stop', 'all-on-board', atStop);
  await way(atStop, tool('undo'), shows('[data-aboard="2"]'))(page);
  await again(village!.on[0]!.told + 20 * MINUTE, atStop);
  for (let aboard = 3; aboard < 11; aboard += 1) await way(board, shows(`[data-aboard="${aboard}"]`))(page);
  const missing = way(atStop, tool('person'), screen('missing'));
  await album.shoot('missing', 'ask-once-more', way(missing, shows('[data-code]:not([data-closed])')));
  await way(missing, tapAway)(page);
  await album.shoot('changed', 'nobody-to-fetch', screen('changed')); // who did not ride out does not ride home
  await way(main, atStop)(page);
  await album.shoot('at-stop', 'one-absent', way(atStop, shows('[data-aboard="10"]')));
  await way(atStop, main, screen('moving'))(page);
  await album.shoot('moving', 'to-farm', screen('moving'));
  await again(farm!.plannedArrive, way(screen('moving'), main, atStop));
  await album.shoot('at-farm', 'all-get-off', atStop);
  await way(main, shows('[data-aboard="0"]'))(page);
  await album.shoot('at-farm', 'all-off', atStop);
  await leave(page);
}

/** The next one who waits, behind *more* where nobody else does. */
const board: Step = async (page) => {
  const waits = '[data-code][data-state="gets-on"]';
  if ((await page.locator(waits).count()) === 0) await tap('main button:has([data-icon="more"])')(page);
  await tap(waits)(page);
};

/** Staff move the trip by six minutes, and everybody says yes on the telephone. */
async function later(stage: Stage, { run }: Shift): Promise<void> {
  const params = { pole: 'foggia' as never, serviceDate: MONDAY as never };
  const moved = { id: fresh('later'), run: run.run, stop: run.stops[0]!.stop, minutes: 6 };
  const { change, awaiting } = await stage.staff('retimeTrip', { params, body: moved });
  for (const ride of awaiting) await stage.staff('acknowledgeFor', { params: { ...params, ride }, body: { id: fresh('spoken'), change } });
}

/** What a code says that does not board anybody here. */
async function codes(page: Page, album: Album, found: { readonly [as: string]: string }): Promise<void> {
  const pad = way(atStop, tool('search'), screen('code'));
  await album.shoot('code', 'empty', pad);
  for (const [as, code] of Object.entries(found))
    await album.shoot(
      'code',
      as,
      way(pad, (one) => one.keyboard.type(code), shows(`[data-found="${as}"]`)),
    );
  await album.shoot('scan', 'no-camera', way(pad, tool('scan'), shows('[data-camera="none"]')));
  await page.reload();
}
