import { expect, test } from 'vitest';
import { MINUTE, type EpochMs, type PlaceId, type RideId, type SiteId, type VehicleId } from '@passaggio/contracts';
import type { PoleConfig } from '../domain/days/state.ts';
import { frameOf, type Frame } from './frame.ts';
import { bound, toRequest, windowAround, wishOf, type LegWish } from './wishes.ts';

// Depot, Borgo and a site 20 min (1200 s) away from it; a far site 80 min away. Minutes after the day's origin.
const at = (minutes: number) => (minutes * MINUTE) as EpochMs;
const places = ['', 'borgo', 'site', 'far'];
const seconds = Int32Array.from([0, 300, 1200, 4800, 300, 0, 1200, 4800, 1200, 1200, 0, 3600, 4800, 4800, 3600, 0]);
const config = { pole: { id: 'foggia', at: [15, 41] }, places: new Map(), sites: new Map(), vehicles: new Map() } as unknown as PoleConfig;
const frame: Frame = frameOf(config, at(0), { places, seconds, metres: seconds }, () => ({ from: at(0), to: at(1440) }));
const trip = (site: string, kind: 'both' | 'outbound' | 'return' = 'both') => ({
  ride: 'ride-one' as RideId,
  site: site as SiteId,
  boardingPlace: 'borgo' as PlaceId,
  shiftStart: at(360),
  shiftEnd: at(780),
  trip: kind,
});
const legs = (kind?: 'both' | 'outbound' | 'return'): readonly LegWish[] => wishOf(trip('site', kind), frame, at(0))!.legs;

test('P7: the outbound ends 20 to 0 min before the shift; P6: it takes at most direct + 20 min', () => {
  const [out] = legs();
  expect(out).toMatchObject({ leg: 'outbound', alight: { from: at(340), to: at(360) }, maxRide: 40 * MINUTE });
});

test('the return leaves within 30 min after the shift, the longest dwell at the gate included', () => {
  const [back] = legs('return');
  expect(back!.board.from).toBe(at(780));
  expect(back!.board.to + 220_000).toBe(at(810)); // 60 s + 16 x 10 s
});

test('P3: a window that begins with the shortest notice begins on a minute, so that the told minute lies in it', () => {
  const [back] = wishOf(trip('site', 'return'), frame, (at(790) + 17_021) as EpochMs)!.legs;
  expect(windowAround('return', back!.board.from, back!).from).toBe(at(791));
});

test('P4: the window of a return holds the time it was planned for, though by now it could not be told so soon', () => {
  const [back] = wishOf(trip('site', 'return'), frame, at(795))!.legs; // the shift ended at 780, the plan was begun when 785 could be told
  expect(windowAround('return', at(785), back!)).toEqual({ from: at(785), to: at(815) });
});

test('a direct ride over 75 min is no wish at all', () => {
  expect(wishOf(trip('far'), frame, at(0))).toBeUndefined();
});

test('the window given at acceptance is 30 min, on a five-minute mark, and holds the time the draft has now', () => {
  const [out] = legs();
  expect(windowAround('outbound', at(312), out!)).toEqual({ from: at(300), to: at(330) });
});

test('P3: a told time is a lock: boarding begins then or up to 5 min later, on the told vehicle', () => {
  const [out] = legs();
  const told = bound(out!, { window: { from: at(300), to: at(330) }, told: at(310), vehicle: 'bus-1' as VehicleId });
  expect(told).toMatchObject({ board: { from: at(310), to: at(315) }, vehicle: 'bus-1' });
});

test('before anything is told the accepted window is the bound, and no vehicle is', () => {
  const [out] = legs();
  const given = bound(out!, { window: { from: at(300), to: at(330) }, told: null, vehicle: 'bus-1' as VehicleId });
  expect(given.board).toEqual({ from: at(300), to: at(330) });
  expect(given.vehicle).toBeUndefined();
});

test('P6: the optimizer is asked for windows and limits in whole seconds, none of them wider', () => {
  const [out] = legs();
  const uneven = { ...out!, board: { from: (at(300) + 1) as EpochMs, to: (at(330) + 999) as EpochMs }, maxRide: 40 * MINUTE + 999 };
  expect(toRequest([uneven], frame, { count: 3, mandatory: true, priority: 0 })).toMatchObject({
    count: 3,
    legs: [{ board: [18_001, 19_800], alight: [20_400, 21_600], maxRide: 2_400 }],
  });
});
