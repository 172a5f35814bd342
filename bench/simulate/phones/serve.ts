/** At a stop: people get off, those who come in time get on, nobody is called absent before the wait is over, nobody is left before the told time. */
import { MINUTE, type LegName, type RideCard, type RunPerson } from '@passaggio/contracts';
import { legKey } from '../judge/seen.ts';
import { isAwaited, type AtStop } from './atStop.ts';

/** The driver presses a button a few seconds after the wait is over; the device also waits out the doubt of its clock. */
const HAND = 8_000;
const EACH = 10_000;
const DOORS = 30_000;
const WAIT = 3 * MINUTE;

export function serve(at: AtStop, arrived: number): void {
  const { agenda, bodies } = at.stage;
  const off = at.stop()?.off ?? [];
  const leaving = bodies.aboard(at.run).filter((one) => off.some((person) => person.ride === one.ride && person.leg === one.leg));
  leaving.forEach(({ ride, leg }, i) => agenda.at(arrived + DOORS + i * EACH, () => alight(at, ride as RideCard['ride'], leg)));
  board(at, arrived, arrived + DOORS + leaving.length * EACH, leaving.length);
}

async function alight(at: AtStop, ride: RideCard['ride'], leg: LegName): Promise<void> {
  const { agenda, bodies, riders } = at.stage;
  const stop = at.stop()?.stop ?? '';
  bodies.alight({ at: agenda.now(), run: at.run, stop, ride, leg });
  at.done.set(legKey(ride, leg), 'alighted');
  if (leg === 'outbound') riders.get(bodies.ofRide(ride)!.rider)!.atSite(ride);
  await at.act({ act: 'alight', ride, leg });
}

/** Everybody awaited now; whoever is put on the list meanwhile is seen to before leaving. */
function board(at: AtStop, arrived: number, from: number, before: number): void {
  const { agenda } = at.stage;
  const on = at.stop()?.on ?? [];
  const awaited = on.filter((person) => isAwaited(at, person)).map((person) => ({ person, comes: comesAt(at, person) }));
  let [free, ready] = [from, arrived + MINUTE + EACH * (before + awaited.length)];
  for (const { person, comes } of awaited.toSorted((a, b) => a.comes - b.comes)) {
    const until = Math.max(person.told, arrived) + WAIT;
    const time = comes <= until ? Math.max(free, comes) : until + HAND;
    if (comes <= until) {
      free = time + EACH;
      agenda.at(time, () => getOn(at, person));
    } else agenda.at(time, () => absent(at, person));
    ready = Math.max(ready, time + HAND);
  }
  const told = on.filter((person) => person.state === 'planned' || person.state === 'boarded').map((person) => person.told + HAND);
  agenda.at(Math.max(ready, ...told), () => {
    const news = at.stop();
    const later = (news?.on ?? []).some((person) => isAwaited(at, person) || (person.state === 'boarded' && person.told > agenda.now()));
    if (!later) return at.left();
    board(at, arrived, agenda.now(), 0);
    return undefined;
  });
}

/** Nobody boards who is somewhere else. */
function comesAt(at: AtStop, { ride, leg }: RunPerson): number {
  const body = at.stage.bodies.ofRide(ride);
  return body === undefined || body.where !== (leg === 'outbound' ? 'home' : 'site') ? Infinity : body.comesAt(ride, leg);
}

/** The app offers no seat on a full bus; whoever stays behind is reported on leaving. */
async function getOn(at: AtStop, { ride, leg }: RunPerson): Promise<void> {
  const { agenda, bodies, tally } = at.stage;
  const stop = at.stop();
  const person = stop?.on.find((one) => one.ride === ride && one.leg === leg);
  if (stop === undefined || person === undefined || !isAwaited(at, person)) return; // cancelled meanwhile
  if (bodies.aboard(at.run).length >= at.seats) {
    at.done.set(legKey(ride, leg), 'absent');
    return;
  }
  bodies.board({ at: agenda.now(), run: at.run, stop: stop.stop, ride, leg });
  tally.boardings += 1;
  at.done.set(legKey(ride, leg), 'boarded');
  await at.act({ act: 'board', ride, leg });
}

async function absent(at: AtStop, { ride, leg }: RunPerson): Promise<void> {
  const person = at.stop()?.on.find((one) => one.ride === ride && one.leg === leg);
  if (person === undefined || !isAwaited(at, person)) return; // cancelled meanwhile
  at.done.set(legKey(ride, leg), 'absent');
  await at.act(leg === 'outbound' ? { act: 'absent', ride, leg } : { act: 'not-here', ride, leg });
}
