/** What drivers' tests do on any phone: a published morning of two buses, the way to the first stop. */
import type { DayView, RunView } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { DRIVER, fresh, SECOND_DRIVER, typeLogin, type Stage } from '../stage.ts';

export const MINUTE = 60_000;
const pole = 'foggia' as never;

/** A bus of three seats and one of a single seat. */
export function setUpBuses(stage: Stage): Promise<void> {
  return stage.setUp({
    dispatch: '+39 0881 000000',
    vehicles: [
      { id: 'bus-1', licence: 'FG 101 AB', seats: 3, driver: 'driver-1' },
      { id: 'bus-2', licence: 'FG 202 CD', seats: 1, driver: 'driver-2' },
    ] as never,
    people: [
      { account: 'driver-1', role: 'driver', ...DRIVER },
      { account: 'driver-2', role: 'driver', ...SECOND_DRIVER },
    ] as never,
  });
}

export interface Morning {
  readonly params: { readonly pole: never; readonly serviceDate: never };
  /** Of the first bus. */
  readonly run: RunView;
  /** Code of the other bus, at the same place. */
  readonly stranger: string;
  /** Card tokens by boarding code. */
  readonly cards: ReadonlyMap<string, string>;
  day(): Promise<DayView>;
}

/**
 * Four people at Borgo Mezzanone for one work site: three ride with bus 1, one with bus 2. Published.
 *
 * @param date  a test's own, days apart, since a phone is told of the runs of neighbouring days too
 * @param after  minutes after the told time that it is
 */
export async function publishedMorning(stage: Stage, date: string, after = 5): Promise<Morning> {
  stage.time = Date.parse(`${date}T12:00:00Z`) - 22 * 60 * MINUTE;
  const params = { pole, serviceDate: date as never };
  const day = (): Promise<DayView> => stage.staff('viewDay', { params });
  const { riders } = await stage.staff('enrol', { params: { pole }, body: { id: fresh('enrol'), count: 4 } });
  const cards = new Map<string, string>();
  for (const { number, card } of riders) {
    const wish = { serviceDate: date, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', rider: number, override: false };
    const answer = await stage.staff('staffRequestRide', { params: { pole }, body: { id: fresh('ride'), ...wish } as never });
    cards.set(answer.card.code!, card);
  }
  const body = async () => ({ id: fresh('day'), version: (await day()).head.version });
  await stage.staff('planDay', { params, body: await body() });
  await stage.staff('publishDay', { params, body: await body() });
  const { runs } = await day();
  const run = runs.find((one) => one.driver === 'driver-1')!;
  const stranger = runs.find((one) => one.driver === 'driver-2')!.stops[0]!.on[0]!.code;
  stage.time = run.stops[0]!.on[0]!.told + after * MINUTE;
  return { params, run, stranger, cards, day };
}

export const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
export const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
/** The page itself is on the phone: it opens without signal. */
export const isKept = (page: Page) =>
  page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && (await caches.keys()).length > 0);

export async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/driver/`);
  await screen(page, 'sign-in-number');
  await typeLogin(page, DRIVER);
}

export async function signInToRuns(page: Page, origin: string): Promise<void> {
  await signIn(page, origin);
  await screen(page, 'runs');
  await page.locator('[data-run]').waitFor();
}

export async function start(page: Page): Promise<void> {
  await tap(page, 'Open');
  await tap(page, 'Check the vehicle');
  for (const item of ['Lights', 'Tyres', 'Brakes', 'Doors', 'Belts', 'Extinguisher']) await tap(page, item);
  await tap(page, /^Odometer/);
  await page.keyboard.type('81200');
  await tap(page, 'Done');
  await tap(page, 'Start');
  await screen(page, 'moving');
}
