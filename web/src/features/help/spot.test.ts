import { Choices, RideCard } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { isUnderWay, spotOf } from './spot.ts';

const at = (time: string) => Date.parse(`2027-07-02T${time}:00Z`);
const leg = (state: string, from: string, to: string) => ({
  state,
  window: { from: at('03:00'), to: at('03:20') },
  told: at('03:10'),
  arrival: at('03:50'),
  proposed: null,
  expected: null,
  from: { id: from, name: from },
  to: { id: to, name: to },
  plate: { number: 7, licenceTail: '1AB' },
  stopsBefore: null,
});
const card = (outbound: string, back: string, state = 'seat'): RideCard =>
  ({
    ride: 'ride-1',
    serviceDate: '2027-07-02',
    state,
    site: { id: 'tressanti', number: 12, name: 'Borgo Tressanti' },
    shiftStart: at('04:00'),
    shiftEnd: at('11:00'),
    askedAt: at('00:00'),
    outbound: leg(outbound, 'stazione', 'tressanti'),
    return: leg(back, 'tressanti', 'stazione'),
  }) as unknown as RideCard;
const choices = {
  days: [],
  boardingPlaces: [{ id: 'stazione', name: 'stazione', at: [15.556, 41.466] }],
  sites: [{ id: 'tressanti', name: 'Borgo Tressanti', at: [15.84, 41.395] }],
} as unknown as Choices;
const spot = (one: RideCard, known: Choices | undefined = choices) => spotOf([one], known, at('03:00'), '2027-07-02');

test('the boarding place before the farm, the farm until home', () => {
  const stop = { kind: 'stop', name: 'stazione', at: { north: 41.466, east: 15.556 } };
  const farm = { kind: 'farm', name: 'Borgo Tressanti', at: { north: 41.395, east: 15.84 } };
  expect(spot(card('planned', 'planned'))).toEqual(stop);
  expect(spot(card('boarded', 'planned'))).toEqual(stop);
  expect(spot(card('alighted', 'planned'))).toEqual(farm);
  expect(spot(card('alighted', 'not-here'))).toEqual(farm);
  expect(spot(card('alighted', 'alighted'))).toEqual(stop);
});

test('what the phone does not know, and an informal settlement, has a name only', () => {
  expect(spotOf([card('alighted', 'planned')], undefined, at('03:00'), '2027-07-02')).toEqual({ kind: 'farm', name: 'Borgo Tressanti' });
  expect(spot(card('planned', 'planned'), { ...choices, boardingPlaces: [{ id: 'stazione', name: 'stazione', at: null }] } as unknown as Choices)).toEqual({
    kind: 'stop',
    name: 'stazione',
  });
});

test('a ride of another day, or that came to nothing, tells nothing', () => {
  expect(spotOf([card('planned', 'planned')], choices, at('03:00'), '2027-07-01')).toBeUndefined();
  expect(spot(card('planned', 'planned', 'cancelled'))).toBeUndefined();
});

test('a ride is under way from its told time until home, and for whoever was left until the shift ends', () => {
  const on = (one: RideCard, time: string) => isUnderWay([one], at(time));
  expect([on(card('planned', 'planned'), '03:09'), on(card('planned', 'planned'), '03:10')]).toEqual([false, true]);
  expect([on(card('alighted', 'planned'), '11:30'), on(card('alighted', 'alighted'), '11:30')]).toEqual([true, false]);
  expect([on(card('missed', 'cancelled'), '10:59'), on(card('missed', 'cancelled'), '11:00')]).toEqual([true, false]);
  expect(on(card('planned', 'planned', 'cancelled'), '03:30')).toBe(false);
});
