/** Rides that do not go well, each on a day and by a rider of its own. */
import { MINUTE, type RunView, type TripKind } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import type { Login, Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { bookFor, eveOf, publishDay, runOf } from './days.ts';
import { drives } from './drives.ts';
import { card, farms, forward, icon, keys, screen, signInAs, TRESSANTI } from './steps.ts';

interface Morning {
  readonly boarding: RunView['stops'][number];
  readonly site: RunView['stops'][number];
  /** At a time, one deed after the other. */
  at(time: number, ...deeds: readonly object[]): Promise<void>;
  readonly ride: string;
}

export async function troubles(stage: Stage, page: Page, album: Album): Promise<void> {
  const pictured = (state: string, file = state) => album.shoot('home', file, card(state));
  await waiting(stage, page, album);

  const late = await morning(stage, page, '2027-07-07');
  await late.at(late.boarding.plannedArrive - 30 * MINUTE, { act: 'start' });
  await late.at(late.boarding.on[0]!.told + 8 * MINUTE, { act: 'arrive', stop: late.boarding.stop }, { act: 'absent', ride: late.ride, leg: 'outbound' });
  await pictured('missed');

  const absent = await morning(stage, page, '2027-07-08');
  await absent.at(absent.boarding.plannedArrive - 30 * MINUTE, { act: 'start' });
  await absent.at(absent.boarding.plannedArrive, { act: 'arrive', stop: absent.boarding.stop });
  await absent.at(absent.boarding.on[0]!.told + 5 * MINUTE, { act: 'absent', ride: absent.ride, leg: 'outbound' });
  await pictured('no-show');

  const lost = await morning(stage, page, '2027-07-09');
  await driveOut(lost);
  const [, , gate] = (await runOf(stage, '2027-07-09')).stops;
  await lost.at(gate!.plannedArrive, { act: 'arrive', stop: gate!.stop }, { act: 'not-here', ride: lost.ride, leg: 'return' });
  await pictured('not-here');

  const oneWay = await morning(stage, page, '2027-07-10', 'outbound');
  await driveOut(oneWay);
  await pictured('arrived', 'one-way');

  const early = await morning(stage, page, '2027-07-13');
  await driveOut(early);
  await page.goto(stage.origin);
  await card('arrived')(page);
  await icon(page, 'cross');
  await screen(page, 'cancel');
  await page.locator('main button[data-tone="stop"]').click();
  await pictured('done');

  await waitingElsewhere(stage, page, album);
  await manyFarms(stage, album);
}

/** The bus is full: on the list, with what would work; then given up. */
async function waiting(stage: Stage, page: Page, album: Album): Promise<void> {
  const tuesday = '2027-07-06';
  stage.time = eveOf(tuesday, '14:00:00');
  const [mine, ...others] = (await stage.enrol(9)) as [Login, ...Login[]];
  for (const other of others) await bookFor(stage, tuesday, other);
  await bookFor(stage, tuesday, mine);
  await signInAs(page, stage, mine);
  await album.shoot('home', 'waiting', card('waiting'));
  await icon(page, 'cross');
  await screen(page, 'cancel');
  await page.locator('main button[data-tone="stop"]').click();
  await card('cancelled')(page);
  await album.shoot('home', 'cancelled', card('cancelled'));
  await icon(page, 'again');
  await screen(page, 'confirm');
  await forward(page);
}

/** The same on a day on which the bus could go once more, for a later shift. */
async function waitingElsewhere(stage: Stage, page: Page, album: Album): Promise<void> {
  const tuesday = '2027-07-20';
  const shifts = [
    { start: '06:00', end: '13:00' },
    { start: '07:30', end: '14:30' },
  ];
  await stage.setUp({ sites: [{ id: 'tressanti', number: TRESSANTI, name: 'Borgo Tressanti', at: [15.84, 41.395], shifts }] as never });
  stage.time = eveOf(tuesday, '14:00:00');
  const [mine, ...others] = (await stage.enrol(9)) as [Login, ...Login[]];
  for (const rider of [...others, mine]) await bookFor(stage, tuesday, rider);
  await signInAs(page, stage, mine);
  await album.shoot('home', 'waiting-instead', card('waiting'));
}

/** More than a screen holds: by number, or the next ones. */
async function manyFarms(stage: Stage, album: Album): Promise<void> {
  const shifts = [{ start: '06:00', end: '13:00' }];
  const numbers = [51, 87, 60, 23, 94, 35, 78, 16, 49];
  const sites = numbers.map((number, i) => ({ id: `farm-${number}`, number, name: `Podere ${number}`, at: [15.8 + i / 100, 41.39], shifts }));
  await stage.setUp({ sites: sites as never });
  await album.shoot('book', 'many', farms);
  const number = async (one: Page) => (await farms(one), await icon(one, 'keypad'), await screen(one, 'farm-number'));
  await album.shoot('farm-number', 'asked', number);
  await album.shoot(
    'farm-number',
    'unknown',
    async (one) => (await number(one), await keys(one, '9'), await forward(one), await one.getByRole('alert').waitFor()),
  );
}

/** A rider alone on the bus, signed in on the page; the day is published. */
async function morning(stage: Stage, page: Page, serviceDate: string, trip: TripKind = 'both'): Promise<Morning> {
  stage.time = eveOf(serviceDate, '14:00:00');
  const [login] = (await stage.enrol(1)) as [Login];
  await bookFor(stage, serviceDate, login, trip);
  await signInAs(page, stage, login);
  await publishDay(stage, serviceDate);
  const { act } = await drives(stage, serviceDate);
  const [boarding, site] = (await runOf(stage, serviceDate)).stops;
  return {
    boarding: boarding!,
    site: site!,
    ride: boarding!.on[0]!.ride,
    async at(time, ...deeds) {
      stage.time = time;
      for (const deed of deeds) await act(deed);
    },
  };
}

async function driveOut({ boarding, site, ride, at }: Morning): Promise<void> {
  await at(boarding.plannedArrive - 30 * MINUTE, { act: 'start' });
  await at(boarding.plannedArrive, { act: 'arrive', stop: boarding.stop }, { act: 'board', ride, leg: 'outbound' });
  await at(boarding.on[0]!.told + MINUTE, { act: 'leave', stop: boarding.stop });
  await at(site.plannedDepart, { act: 'arrive', stop: site.stop }, { act: 'alight', ride, leg: 'outbound' }, { act: 'leave', stop: site.stop });
}
