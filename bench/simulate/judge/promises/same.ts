/** P10 rider, driver and staff see the same state, once everything was delivered. */
import type { LegCard, LegName, RunView } from '@passaggio/contracts';
import type { Court, History } from '../history.ts';
import { legKey, type Seen } from '../seen.ts';

/** A rider's card says more about a bus that is coming. */
const plain = (state: LegCard['state']): LegCard['state'] => (state === 'on-its-way' || state === 'here' ? 'planned' : state);

export function same(court: Court, seen: Seen): Partial<History> {
  const changed = new Set<string>();
  const touch = (run: RunView) => {
    for (const stop of run.stops) for (const { ride } of stop.on) changed.add(ride);
  };
  return {
    card: (card) => void changed.add(card.ride),
    person: (person) => void changed.add(person.ride),
    run: touch,
    quiet(at, away) {
      for (const ride of changed) {
        const rider = seen.cards.get(ride)?.rider;
        if (rider !== undefined && away.riders.has(rider)) continue;
        if (compare(court, seen, ride, away.runs, at)) changed.delete(ride);
      }
    },
  };
}

/** Whether everybody concerned could be asked. */
function compare(court: Court, seen: Seen, ride: string, away: ReadonlySet<string>, at: number): boolean {
  const card = seen.cards.get(ride)?.card;
  const person = seen.people.get(ride);
  if (card === undefined || person === undefined) return card === undefined && person === undefined;
  court.exercised('P10');
  if (card.state !== person.state) court.broke('P10', `${ride}: its rider sees ${card.state}, staff ${person.state}`, at);
  let all = true;
  for (const leg of ['outbound', 'return'] as const) {
    const [mine, theirs] = [card[leg], person[leg]];
    if (mine === null || theirs === null) continue;
    const differs = plain(mine.state) !== theirs.state || mine.told !== theirs.told || (mine.proposed?.told ?? null) !== theirs.proposed;
    if (differs) court.broke('P10', `${leg} of ${ride}: its rider sees ${mine.state} ${mine.told}, staff ${theirs.state} ${theirs.told}`, at);
    if (theirs.run === null || mine.told === null) continue;
    if (away.has(theirs.run)) all = false;
    else withDriver(court, seen, { ride, leg, run: theirs.run, state: plain(mine.state), told: mine.told, plate: mine.plate?.number }, at);
  }
  return all;
}

interface Sight {
  readonly ride: string;
  readonly leg: LegName;
  readonly run: string;
  readonly state: LegCard['state'];
  readonly told: number;
  readonly plate: number | undefined;
}

function withDriver(court: Court, seen: Seen, sight: Sight, at: number): void {
  const run = seen.runs.driver.get(sight.run);
  if (run === undefined) return; // this driver has not signed in yet
  court.exercised('P10');
  const what = `${legKey(sight.ride, sight.leg)} on ${sight.run}`;
  if (sight.plate !== undefined && run.plate.number !== sight.plate)
    court.broke('P10', `${what}: its rider looks for plate ${sight.plate}, the bus shows ${run.plate.number}`, at);
  const listed = run.stops.flatMap((stop) => stop.on).find((one) => one.ride === sight.ride && one.leg === sight.leg);
  if (listed === undefined) court.broke('P10', `${what}: its driver does not know of it`, at);
  else if (listed.state !== sight.state || listed.told !== sight.told)
    court.broke('P10', `${what}: its driver sees ${listed.state} ${listed.told}, its rider ${sight.state} ${sight.told}`, at);
}
