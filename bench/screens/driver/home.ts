/** Home again: somebody is not at the gate, the run ends, the session too. */
import type { Page } from 'playwright-core';
import type { Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import type { Shift } from './shift.ts';
import { keys, leave, main, screen, shows, tap, tapAway, tool, way, type Step } from './steps.ts';

const MINUTE = 60_000;
const atStop = screen('at-stop');

export async function home(stage: Stage, page: Page, album: Album, { stops }: Shift): Promise<void> {
  const again = async (time: number, next: Step) => {
    stage.time = time;
    await page.reload();
    await next(page);
  };
  const gate = stops.find((stop) => stop.on.some((person) => person.leg === 'return'))!;
  await again(gate.on[0]!.told - MINUTE, screen('moving'));
  await album.shoot('moving', 'to-gate', screen('moving'));
  await way(main, atStop)(page);
  await album.shoot('at-gate', 'waiting', atStop);
  await album.shoot('missing', 'not-here-yet', way(atStop, tool('person'), screen('missing')));
  await again(gate.on[0]!.told + 6 * MINUTE, atStop);
  await album.shoot('missing', 'not-here', way(atStop, tool('person'), shows('main [data-code]:not([data-closed])')));
  await way(atStop, tool('person'), tapAway)(page); // one of ten
  await again(stage.time, way(atStop, main, shows('[data-aboard="9"]'), leave));
  for (const [i, stop] of stops.slice(stops.indexOf(gate) + 1).entries()) {
    await again(stop.plannedArrive, way(screen('moving'), main, atStop));
    if (i === 0) await album.shoot('at-stop', 'some-get-off', atStop);
    await leave(page);
  }
  await screen('driven')(page);
  await album.shoot('driven', 'asked', screen('driven'));
  await album.shoot('driven', 'noted', way(screen('driven'), tap('[data-item="fuel"]'), tap('[data-odometer]'), keys('81262'), main, screen('driven')));
  await way(screen('driven'), main, screen('ended'))(page);
  await album.here('ended', 'done');
  await way(main, screen('runs'))(page);
  await album.shoot('runs', 'after', way(screen('runs'), shows('[data-run]')));
  await page.context().clearCookies();
  await album.shoot('runs', 'session-ended', way(screen('runs'), shows('footer [data-icon="person"]')));
}
