/** Tomorrow's rides, booked by staff for people at the counter. */
import { ProblemError, type BodyOf, type Call, type PoleId, type ServiceDate } from '../../contracts/src/index.ts';
import type { WorldPole } from '../../fixtures/src/index.ts';
import { addDays, serviceDateAt } from '../../server/src/domain/time.ts';
import { shiftsOf, type DemoRider } from './riders.ts';

type Command = BodyOf<'planDay'>['id'];

/** Two of three riders go; people who start before four would be picked up before the day begins. */
export async function bookTomorrow(pole: WorldPole, riders: readonly DemoRider[], staff: Call, publish: boolean): Promise<void> {
  const { now } = await staff('staffMe', {});
  const serviceDate = addDays(serviceDateAt(now, pole.setup.zone), 1);
  const mornings = shiftsOf(pole, serviceDate).filter((shift) => shift.shiftStart >= '05:00' && shift.shiftStart <= '07:00');
  for (const [i, { number, site, boardingPlace }] of riders.entries()) {
    const shifts = mornings.filter((shift) => shift.site === site);
    const shift = shifts[i % shifts.length];
    if (shift === undefined || i % 3 === 2) continue;
    const id = `demo-${serviceDate}-${pole.pole}-${i}` as BodyOf<'requestRide'>['id'];
    const body = { id, rider: number, override: false, serviceDate, site, shiftStart: shift.shiftStart, boardingPlace, trip: 'both' as const };
    await unless(['past-date', 'already-closed'], () => staff('staffRequestRide', { params: { pole: pole.pole }, body }));
  } // one after the other: many look-ups by number at once look like guessing
  if (publish) await planAndPublish(pole.pole, serviceDate, staff);
}

/** Does nothing where the cut-off, or an earlier start, was faster. */
export async function planAndPublish(pole: PoleId, serviceDate: ServiceDate, staff: Call): Promise<void> {
  const at = { pole, serviceDate };
  const version = async () => (await staff('viewDay', { params: at })).head;
  let head = await version();
  for (let tries = 0; head.phase === 'planning' && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200)); // the cut-off plans this day
    head = await version();
  }
  if (head.phase !== 'open') return;
  const over = ['stale-version', 'already-published', 'planning-under-way', 'past-date'];
  const id = (what: string, of: number) => `demo-${what}-${pole}-${serviceDate}-${of}` as Command;
  await unless(over, () => staff('planDay', { params: at, body: { id: id('plan', head.version), version: head.version } }));
  const planned = await version();
  await unless(over, () => staff('publishDay', { params: at, body: { id: id('tell', planned.version), version: planned.version } }));
  if (!['published', 'closed'].includes((await version()).phase)) await planAndPublish(pole, serviceDate, staff);
}

/** @returns undefined where the problem is one that the demo expects */
export async function unless<T>(expected: readonly string[], act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof ProblemError && expected.includes(cause.problem.code)) return undefined;
    throw cause;
  }
}
