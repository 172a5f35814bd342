/** A pole's day as staff see it: nobody twice, nobody over the seats, codes unique, the same state as the riders see (P1, P2, P10). */
import type { DayView, Person, RunView } from '@passaggio/contracts';
import type { Scene } from '../acts/scene.ts';
import { isSeated } from '../rides.ts';

/** A seat that is used or will be. */
const HAS_SEAT = new Set(['planned', 'on-its-way', 'here', 'boarded', 'alighted']);

export function judgeDay(day: DayView, scene: Scene): void {
  const { verdict } = scene;
  const name = `${day.head.pole} ${day.head.serviceDate}`;
  unique(day.people, (person) => person.ride, 'is there twice');
  unique(
    day.people.filter((person) => person.code !== null),
    (person) => person.code!,
    'is the code of two people',
  );
  const seats = seatsOf(day.runs);
  for (const run of day.runs) capacity(run);
  for (const person of day.people) judgePerson(person);

  function unique(people: readonly Person[], key: (person: Person) => string, words: string): void {
    const seen = new Set<string>();
    for (const person of people) {
      if (seen.has(key(person))) verdict.charge('duplicated', `${name}: ${key(person)} ${words}`);
      seen.add(key(person));
    }
  }

  function capacity(run: RunView): void {
    let riding = 0;
    for (const { on, off } of run.stops) {
      riding += on.filter((one) => HAS_SEAT.has(one.state)).length - off.filter((one) => HAS_SEAT.has(one.state)).length;
      if (riding > run.seats) verdict.charge('brokenPromises', `P1: ${riding} people on ${run.run}, which has ${run.seats} seats`);
    }
  }

  function judgePerson(person: Person): void {
    const newest = scene.rides.all.get(person.ride)?.newest;
    if (newest?.state !== person.state) verdict.charge('brokenPromises', `P10: ${person.ride} is ${person.state} to staff and ${newest?.state} to its rider`);
    for (const leg of ['outbound', 'return'] as const) {
      const count = seats.get(`${leg} ${person.ride}`) ?? 0;
      if (count > 1) verdict.charge('duplicated', `P2: ${person.ride} has ${count} seats on its ${leg}`);
      const wants = person.state === 'seat' && person[leg] !== null && HAS_SEAT.has(person[leg].state);
      if (wants && count === 0) verdict.charge('lost', `P4: ${person.ride} is told a seat on its ${leg} and no run carries it`);
    }
  }
}

/** Everybody of the riders' own cards who must be on the staff's list is on it. */
export function judgeMissing(days: readonly DayView[], { rides, verdict }: Scene): void {
  const listed = new Set(days.flatMap((day) => day.people.map((person) => person.ride as string)));
  const dates = new Set(days.map((day) => `${day.head.pole} ${day.head.serviceDate}`));
  for (const { id, newest } of rides.all.values()) {
    if (newest === undefined || !isSeated(newest.state) || !dates.has(`${newest.pole} ${newest.serviceDate}`)) continue;
    if (!listed.has(id)) verdict.charge('lost', `${id} is ${newest.state} to its rider and unknown to staff`);
  }
}

function seatsOf(runs: readonly RunView[]): Map<string, number> {
  const seats = new Map<string, number>();
  for (const { stops } of runs) {
    for (const { ride, leg } of stops.flatMap((stop) => stop.on)) seats.set(`${leg} ${ride}`, (seats.get(`${leg} ${ride}`) ?? 0) + 1);
  }
  return seats;
}
