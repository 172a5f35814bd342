/** A day as shown, moved on by what the stream says. Pure. */
import { withChange, type DayView, type EventBody, type Person } from '@passaggio/contracts';

/** The day with one event; the same day where the event is of another one. */
export function withEvent(day: DayView, event: EventBody): DayView {
  const { serviceDate } = day.head;
  if (event.type === 'head') return event.head.serviceDate === serviceDate ? { ...day, head: newer(day.head, event.head) } : day;
  if (event.type === 'person') return event.serviceDate === serviceDate ? { ...day, people: put(day.people, event.person, (one) => one.ride) } : day;
  if (event.type === 'run') {
    if (event.run.serviceDate !== serviceDate) return day;
    return { ...day, runs: put(day.runs, event.run, (one) => one.run).toSorted((a, b) => a.plate.number - b.plate.number) };
  }
  if (event.type === 'run-change') return { ...day, runs: day.runs.map((run) => (run.run === event.change.run ? withChange(run, event.change) : run)) };
  if (event.type === 'alarm') return event.alarm.serviceDate === serviceDate ? { ...day, alarms: put(day.alarms, event.alarm, (one) => one.alarm) } : day;
  return day;
}

const newer = <T extends { readonly version: number }>(a: T, b: T): T => (b.version >= a.version ? b : a);

function put<T>(list: readonly T[], item: T, idOf: (item: T) => string): T[] {
  const at = list.findIndex((one) => idOf(one) === idOf(item));
  return at < 0 ? [...list, item] : list.map((one, i) => (i === at ? item : one));
}

export interface DemandRow {
  readonly key: string;
  readonly site: string;
  readonly shiftStart: number;
  readonly seated: number;
  readonly waiting: number;
  readonly refused: number;
}

/** Demand by site and shift, in the order of the day. Cancelled requests ask for nothing; one that stands as a later release says has no seat that we know of. */
export function demandOf(people: readonly Person[]): DemandRow[] {
  const rows = new Map<string, DemandRow>();
  for (const { site, shiftStart, state } of people) {
    if (state === 'cancelled') continue;
    const key = `${site.id} ${shiftStart}`;
    const row = rows.get(key) ?? { key, site: site.name, shiftStart, seated: 0, waiting: 0, refused: 0 };
    const column = state === 'waiting' || state === 'asked' || state === 'unknown' ? 'waiting' : state === 'refused' ? 'refused' : 'seated';
    rows.set(key, { ...row, [column]: row[column] + 1 });
  }
  return [...rows.values()].toSorted((a, b) => a.shiftStart - b.shiftStart || (a.site < b.site ? -1 : 1));
}

export type SortKey = 'code' | 'place' | 'site' | 'state' | 'out';

/** People in the order of a column; equal ones stay as they were. */
export function sorted(people: readonly Person[], by: SortKey): Person[] {
  const value: { readonly [K in SortKey]: (person: Person) => string | number } = {
    code: (person) => person.code ?? '~',
    place: (person) => person.boardingPlace.name,
    site: (person) => `${person.shiftStart} ${person.site.name}`,
    state: (person) => person.state,
    out: (person) => person.outbound?.told ?? person.return?.told ?? Number.MAX_SAFE_INTEGER,
  };
  return people.toSorted((a, b) => (value[by](a) < value[by](b) ? -1 : value[by](a) > value[by](b) ? 1 : 0));
}
