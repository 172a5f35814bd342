/** Riders of a pole, enrolled by its staff. */
import type { BodyOf, Call, EpochMs, SignInNumber } from '../../contracts/src/index.ts';
import { random, type WorldPole } from '../../fixtures/src/index.ts';
import { shiftTimes } from '../../server/src/domain/time.ts';

export interface DemoRider {
  readonly number: SignInNumber;
  readonly pin: string;
  readonly boardingPlace: BodyOf<'requestRide'>['boardingPlace'];
  readonly site: BodyOf<'requestRide'>['site'];
}

/** A repeat of the same enrolment shows the same numbers and PINs. */
export async function enrolAt({ pole, setup, riders }: WorldPole, staff: Call): Promise<DemoRider[]> {
  const { riders: enrolled } = await staff('enrol', { params: { pole }, body: { id: `enrol-${pole}` as BodyOf<'enrol'>['id'], count: riders } });
  const draw = random(`riders ${pole}`);
  return enrolled.map(({ number, pin }) => {
    const home = draw.pick(setup.places);
    const site = draw.weighted(setup.sites, ({ at }) => 1 / (0.02 + (at[0] - home.at[0]) ** 2 + (at[1] - home.at[1]) ** 2) ** 2);
    return { number, pin, boardingPlace: home.id, site: site.id };
  });
}

export interface ShiftToCome {
  readonly site: BodyOf<'requestRide'>['site'];
  readonly shiftStart: BodyOf<'requestRide'>['shiftStart'];
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Every shift of a pole on a service date, in the order in which they start. */
export function shiftsOf({ setup }: WorldPole, serviceDate: BodyOf<'requestRide'>['serviceDate']): ShiftToCome[] {
  const all = setup.sites.flatMap((site) =>
    site.shifts.map((shift) => ({ site: site.id, shiftStart: shift.start, ...shiftTimes(serviceDate, shift.start, shift.end, setup.zone) })),
  );
  return all.toSorted((a, b) => a.start - b.start || (a.site < b.site ? -1 : 1));
}
