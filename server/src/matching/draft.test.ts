import { expect, test } from 'vitest';
import { MINUTE, type EpochMs, type PlaceId, type RideId, type SiteId } from '@passaggio/contracts';
import type { PoleConfig } from '../domain/days/state.ts';
import { openDraft } from './draft.ts';
import { frameOf } from './frame.ts';
import { wishOf } from './wishes.ts';

// Depot, Borgo and a site 20 min (1200 s) away from it. Minutes after the day's origin.
const at = (minutes: number) => (minutes * MINUTE) as EpochMs;
const seconds = Int32Array.from([0, 300, 1200, 300, 0, 1200, 1200, 1200, 0]);
const vehicles = new Map([['bus-1', { id: 'bus-1', seats: 8 }]]);
const config = { pole: { id: 'foggia', at: [15, 41] }, places: new Map(), sites: new Map(), vehicles } as unknown as PoleConfig;
const frame = frameOf(config, at(0), { places: ['', 'borgo', 'site'], seconds, metres: seconds }, () => ({ from: at(0), to: at(1440) }));
const ride = 'ride-one' as RideId;
const trip = { ride, site: 'site' as SiteId, boardingPlace: 'borgo' as PlaceId, shiftStart: at(360), shiftEnd: at(780), trip: 'both' } as const;
const wish = wishOf(trip, frame, at(0))!;

test('a seat that is freed is gone, and is not freed twice', () => {
  const draft = openDraft(frame, [], []);
  expect(draft.place(wish, () => wish).placed).toBe(true);
  expect(draft.remove(ride)).toEqual(['bus-1']);
  expect(() => draft.remove(ride)).toThrow('ride-one is not in the draft');
});

test('P4: a route that cannot do without a ride keeps it, however often it is asked to', () => {
  const draft = openDraft(frame, [], []);
  draft.place(wish, () => wish);
  const route = draft.route('bus-1' as never);
  const underWay = openDraft(frame, [route], [wish], () => route.stops.length);
  expect(underWay.remove(ride)).toEqual([]);
  expect(underWay.remove(ride)).toEqual([]);
});

test('P4: a day with first stops that nobody is left at is opened again, also where the clock was put back', () => {
  const draft = openDraft(frame, [], []);
  draft.place(wish, () => wish);
  const route = draft.route('bus-1' as never);
  // out for 12 h 59 min; begun as early as the day allows, it would be out for more than the 13 h of a driver
  const leave = (route.return - 779 * MINUTE) as EpochMs;
  const left = { stop: 'bus-1.0' as never, place: 'borgo' as PlaceId, arrive: at(5), begin: at(5), depart: at(6), on: [], off: [] };
  const past = { ...left, arrive: (leave + 5 * MINUTE) as EpochMs, begin: (leave + 5 * MINUTE) as EpochMs, depart: (leave + 6 * MINUTE) as EpochMs };
  const opened = openDraft(frame, [{ ...route, leave, stops: [past, ...route.stops] }], [wish]);
  expect(opened.route('bus-1' as never).stops[0]).toMatchObject({ begin: past.begin, on: [], off: [] });
});

test('who is refused is refused again without a search, and gets a seat as soon as one is freed', () => {
  const draft = openDraft(frame, [], []);
  const rides = Array.from({ length: 9 }, (_, i) => ({ ...wish, ride: `ride-${i}` as RideId }));
  const place = (one: typeof wish) => draft.place(one, () => one).placed;
  expect(rides.map(place)).toEqual([...Array.from({ length: 8 }, () => true), false]);
  expect([draft.trial(rides[8]!), draft.trial(rides[8]!)]).toEqual(Array.from({ length: 2 }, () => ({ placed: false, reason: 'no-seat' })));
  draft.remove(rides[0]!.ride);
  expect(place(rides[8]!)).toBe(true);
});
