/** Two buses and their people, planned and published; the clock goes on with the shift. */
import type { RunStop, RunView } from '@passaggio/contracts';
import { DRIVER, fresh, SECOND_DRIVER, type Stage } from '../../e2e/stage.ts';

const pole = 'foggia' as never;
export const MONDAY = '2027-07-05';
const TUESDAY = '2027-07-06';
/** More than the tiles of one screen. */
const MANY = 10;

export interface Shift {
  readonly run: RunView;
  /** Where people get on and off, in order: the station, the village, the farm, and back. */
  readonly stops: readonly RunStop[];
  /** A code of the other bus. */
  readonly stranger: string;
}

export async function setUp(stage: Stage): Promise<void> {
  await stage.setUp({
    dispatch: '+39 0881 000000',
    vehicles: [
      { id: 'bus-1', licence: 'FG 101 AB', seats: 16, driver: 'driver-1' },
      { id: 'bus-2', licence: 'FG 202 CD', seats: 8, driver: 'driver-2' },
    ] as never,
    people: [
      { account: 'driver-1', role: 'driver', ...DRIVER },
      { account: 'driver-2', role: 'driver', ...SECOND_DRIVER },
    ] as never,
  });
}

/** Eleven people for one farm from two stops, two for another farm by the other bus; and a run the day after. */
export async function published(stage: Stage): Promise<Shift> {
  await dayOf(stage, TUESDAY, [{ count: MANY, from: 'mezzanone' }]);
  const { runs } = await dayOf(stage, MONDAY, [
    { count: MANY, from: 'mezzanone' },
    { count: 1, from: 'stazione' },
    { count: 2, from: 'stazione', farm: { site: 'ripalta', shiftStart: '06:30' } },
  ]);
  const run = runs.find((one) => one.driver === 'driver-1')!;
  const other = runs.find((one) => one.driver === 'driver-2')!;
  return { run, stops: run.stops, stranger: other.stops[0]!.on[0]!.code };
}

interface Group {
  readonly count: number;
  readonly from: string;
  readonly farm?: { readonly site: string; readonly shiftStart: string };
}

async function dayOf(stage: Stage, serviceDate: string, groups: readonly Group[]) {
  const params = { pole, serviceDate: serviceDate as never };
  const view = () => stage.staff('viewDay', { params });
  const body = async () => ({ id: fresh('day'), version: (await view()).head.version });
  stage.time = Date.parse('2027-07-04T14:00:00Z');
  for (const { count, from, farm = { site: 'tressanti', shiftStart: '06:00' } } of groups) {
    const { riders } = await stage.staff('enrol', { params: { pole }, body: { id: fresh('enrol'), count } });
    for (const { number } of riders) {
      const wish = { serviceDate, ...farm, boardingPlace: from, trip: 'both', override: false, rider: number };
      await stage.staff('staffRequestRide', { params: { pole }, body: { id: fresh('ride'), ...wish } as never });
    }
  }
  await stage.staff('planDay', { params, body: await body() });
  await stage.staff('publishDay', { params, body: await body() });
  return view();
}
