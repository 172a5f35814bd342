/** Codes and salted hashes of cards, so that a device knows without signal who stands before it, and which bus they wait for. */
import { createHash } from 'node:crypto';
import type { AccountId, RunId, RunKeys } from '@passaggio/contracts';
import { type DayState, nameOf, ridersOf } from '../../domain/days/state.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook } from '../days/book.ts';
import { dayOfRun } from './findRun.ts';

export interface KeyNeeds {
  readonly book: DayBook;
  readonly reads: Reads;
  readonly ids: Ids;
}

type Known = Omit<RunKeys['people'][number], 'cards'> & { readonly rider: AccountId };

/** The salt is new each time: hashes of two runs or days are not to be compared. */
export async function runKeys(run: RunId, { book, reads, ids }: KeyNeeds): Promise<RunKeys> {
  const at = dayOfRun(run);
  const known = await book.read(at, (day) => peopleNear(day, at.vehicle));
  const salt = ids.token();
  const people = known.map(async ({ rider, ...person }) => {
    const cards = await reads.cards.ofAccount(rider);
    return { ...person, cards: cards.map(({ id }) => createHash('sha256').update(`${salt} ${id}`).digest('hex').slice(0, 32)) };
  });
  return { run, salt, people: await Promise.all(people) };
}

/** Who rides with this vehicle, and whom others fetch where it stops too. */
function peopleNear(day: DayState, vehicle: string): Known[] {
  const routes = [...day.routes.values()].filter((route) => day.runs.has(route.vehicle));
  const places = new Set(routes.filter((route) => route.vehicle === vehicle).flatMap((route) => route.stops.map(({ place }) => place)));
  const known = routes.flatMap((route) =>
    ridersOf(route).flatMap(({ ride: id, leg, stop }): Known[] => {
      const ride = day.rides.get(id);
      const isOwn = route.vehicle === vehicle;
      if (ride?.status !== 'accepted' || ride.code === null || (!isOwn && !places.has(stop.place))) return [];
      const bus = { plate: day.runs.get(route.vehicle)!.plate, place: nameOf(day.config, stop.place).name, at: ride[leg]?.told ?? stop.begin };
      return [{ rider: ride.rider, code: ride.code, bus: isOwn ? null : bus }];
    }),
  );
  const own = new Set(known.filter(({ bus }) => bus === null).map(({ code }) => code));
  const seen = new Set<string>();
  return known.filter(({ code, bus }) => (bus === null || !own.has(code)) && !seen.has(code) && seen.add(code));
}
