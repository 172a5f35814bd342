/** Before the bus moves: the run stop by stop, the map, help, the vehicle. */
import type { Page } from 'playwright-core';
import type { Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import type { Shift } from './shift.ts';
import { bar, keys, main, offline, screen, shows, tap, way } from './steps.ts';

const MINUTE = 60_000;
const ITEMS = ['lights', 'tyres', 'brakes', 'doors', 'belts', 'kit'];

export async function setOut(stage: Stage, page: Page, album: Album, { run }: Shift): Promise<void> {
  stage.time = run.stops[0]!.on[0]!.told - 20 * MINUTE;
  await album.shoot('runs', 'several', way(screen('runs'), shows('[data-run]'), shows('[data-state="planned"]:not([data-run])')));
  const open = way(screen('runs'), shows('[data-run]'), main, screen('before-start'));
  await album.shoot('before-start', 'planned', open);
  await album.shoot('map', 'before-start', way(open, bar('map'), shows('.leaflet-pane path')));
  await album.shoot('help', 'before-start', way(open, bar('help'), screen('help')));
  const check = way(open, main, screen('vehicle-check'));
  const ticked = way(check, ...ITEMS.map((item) => tap(`[data-item="${item}"]`)));
  await album.shoot('vehicle-check', 'begun', way(check, tap('[data-item="lights"]'), tap('[data-item="belts"]')));
  await album.shoot('vehicle-check', 'a-fault', way(check, ...ITEMS.slice(1).map((item) => tap(`[data-item="${item}"]`)), main, shows('[data-tone="late"]')));
  await album.shoot('odometer', 'typed', way(check, tap('[data-odometer]'), screen('odometer'), keys('81200')));
  await album.shoot('vehicle-check', 'all-ticked', ticked);
  await offline(page); // staff do not hear of the start
  await way(ticked, main, screen('moving'))(page);
}
