import type { DayView, EventBody, Person } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { demandOf, sorted, withEvent } from './reduce.ts';

const person = (ride: string, change: object = {}) =>
  ({
    ride,
    site: { id: 'tressanti', name: 'Tressanti' },
    shiftStart: 600,
    boardingPlace: { id: 'borgo', name: 'Borgo' },
    state: 'accepted',
    code: '1000',
    outbound: null,
    return: null,
    ...change,
  }) as unknown as Person;
const head = (version: number, serviceDate = '2027-07-02') => ({ version, serviceDate, phase: 'open' });
const day = (people: Person[]) => ({ head: head(3), people, runs: [], alarms: [] }) as unknown as DayView;
const event = (body: object) => ({ v: 1, ...body }) as unknown as EventBody;

test('an event of another day changes nothing', () => {
  const before = day([person('a')]);
  expect(withEvent(before, event({ type: 'person', serviceDate: '2027-07-03', person: person('b') }))).toBe(before);
  expect(withEvent(before, event({ type: 'head', head: head(9, '2027-07-03') }))).toBe(before);
});

test('a person is put in the place they had, a new one last', () => {
  const before = day([person('a'), person('b')]);
  const after = withEvent(
    withEvent(before, event({ type: 'person', serviceDate: '2027-07-02', person: person('a', { state: 'cancelled' }) })),
    event({ type: 'person', serviceDate: '2027-07-02', person: person('c') }),
  );
  expect(after.people.map((one) => [one.ride, one.state])).toEqual([
    ['a', 'cancelled'],
    ['b', 'accepted'],
    ['c', 'accepted'],
  ]);
});

test('what is new about a run is put into it; one that is not shown stays unknown', () => {
  const run = { run: 'foggia-1', version: 4, state: 'planned', onBoard: 0, stops: [{ stop: 'a', arrived: null }, { stop: 'b' }] };
  const before = { ...day([]), runs: [run] } as unknown as DayView;
  const change = (of: string) => event({ type: 'run-change', change: { run: of, version: 6, state: 'under-way', stops: [{ stop: 'a', arrived: 700 }] } });
  expect(withEvent(before, change('foggia-1')).runs).toEqual([{ ...run, version: 6, state: 'under-way', stops: [{ stop: 'a', arrived: 700 }, { stop: 'b' }] }]);
  expect(withEvent(before, change('foggia-2')).runs).toEqual([run]);
});

test('an older head does not replace a newer one', () => {
  expect(withEvent(day([]), event({ type: 'head', head: head(2) })).head.version).toBe(3);
  expect(withEvent(day([]), event({ type: 'head', head: head(4) })).head.version).toBe(4);
});

test('demand counts by site and shift, without those who cancelled', () => {
  const people = [
    person('a'),
    person('b', { state: 'waiting' }),
    person('c', { state: 'cancelled' }),
    person('d', { state: 'refused' }),
    person('e', { shiftStart: 500 }),
  ];
  expect(demandOf(people).map(({ shiftStart, seated, waiting, refused }) => [shiftStart, seated, waiting, refused])).toEqual([
    [500, 1, 0, 0],
    [600, 1, 1, 1],
  ]);
});

test('people are sorted by a column, those without a time last', () => {
  const people = [person('a'), person('b', { outbound: { told: 20 } }), person('c', { outbound: { told: 10 } })];
  expect(sorted(people, 'out').map((one) => one.ride)).toEqual(['c', 'b', 'a']);
});
