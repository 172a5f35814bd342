/** P1, P4: a bus keeps the seats that people were given on it; with fewer, its day could not be opened again. */
import type { PoleId, PoleSetup } from '@passaggio/contracts';
import { mostOnBoard } from '../../domain/days/state.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Guard } from '../../ports/store.ts';
import { NotPossible } from '../handlers.ts';

/**
 * Days to guard while buses get fewer seats, so that nobody is booked on the old ones meanwhile; none where no bus does.
 *
 * @throws NotPossible `seats-taken` where more people are booked on a bus than it would have seats
 */
export async function guardSeats(pole: PoleId, { vehicles, zone }: PoleSetup, reads: Reads, clock: Clock): Promise<Guard[]> {
  const before = new Map((await reads.vehicles.ofPole(pole)).map(({ id, seats }) => [id, seats]));
  const fewer = new Map(vehicles.flatMap(({ id, seats }) => (seats < (before.get(id) ?? 0) ? [[id as string, seats] as const] : [])));
  if (fewer.size === 0) return [];
  const yesterday = addDays(serviceDateAt(clock.now(), zone), -1); // a run may end after midnight
  const days = (await reads.days.ofPole(pole, yesterday)).filter((day) => day.phase !== 'closed');
  for (const { serviceDate } of days) {
    for (const route of await reads.routes.ofDay(pole, serviceDate)) {
      const seats = fewer.get(route.vehicle);
      const booked = mostOnBoard(route);
      if (seats === undefined || booked <= seats) continue;
      throw new NotPossible('seats-taken', `${route.vehicle} has ${booked} people at once on ${serviceDate}, too many for ${seats} seats`);
    }
  }
  return days.map(({ id, version }) => ({ kind: 'day', id, version }));
}
