/** Every state of a ride card, made by hand. */
import { HOUR, MINUTE } from '@passaggio/contracts';

/** Thursday 26 November 2026, 20:30 at the pole. */
export const evening = Date.UTC(2026, 10, 26, 19, 30);
const boardAt = Date.UTC(2026, 10, 27, 4, 10);
const shiftStart = Date.UTC(2026, 10, 27, 5, 0);
const shiftEnd = Date.UTC(2026, 10, 27, 12, 0);
const backAt = shiftEnd + 10 * MINUTE;

const stop = { id: 'rotonda', name: 'Rotonda Nord' };
const site = { id: 'tressanti', name: 'Borgo Tressanti' };
const plate = { number: 17, licenceTail: '4KZ' };

const outbound = {
  state: 'planned',
  from: stop,
  to: site,
  window: { from: boardAt - 15 * MINUTE, to: boardAt + 15 * MINUTE },
  told: boardAt,
  expected: boardAt,
  arrival: shiftStart - 8 * MINUTE,
  plate,
  proposed: null,
  stopsBefore: null,
};
const back = {
  state: 'planned',
  from: site,
  to: stop,
  window: { from: backAt, to: backAt + 30 * MINUTE },
  told: backAt,
  expected: backAt,
  arrival: backAt + 40 * MINUTE,
  plate: { number: 8, licenceTail: '7PA' },
  proposed: null,
  stopsBefore: null,
};
const card = {
  ride: 'ride-0001',
  pole: 'foggia',
  serviceDate: '2026-11-27',
  site,
  shiftStart,
  shiftEnd,
  trip: 'both',
  state: 'seat',
  waitingPlace: null,
  reason: null,
  alternatives: [] as object[],
  code: '4821',
  outbound: outbound as object | null,
  return: back as object | null,
  stillHere: null as object | null,
  askedAt: evening,
  estimated: true,
};
const bare = { ...card, code: null, outbound: null, return: null };
const out = (leg: object) => ({ ...card, outbound: { ...outbound, ...leg } });
const home = (leg: object, more: object = {}) => ({ ...card, outbound: { ...outbound, state: 'alighted' }, return: { ...back, ...leg }, ...more });
const wish = { serviceDate: '2026-11-27', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'rotonda', trip: 'both' };
const unplanned = { told: null, expected: null, plate: null };

export interface Scene {
  readonly now: number;
  readonly cards: readonly object[];
}
const at = (now: number, ...cards: object[]): Scene => ({ now, cards });

export const scenes: { readonly [name: string]: Scene } = {
  empty: at(evening),
  asked: at(evening, { ...bare, state: 'asked' }),
  waiting: at(evening, { ...bare, state: 'waiting', waitingPlace: 3 }),
  accepted: at(evening - 3 * HOUR, { ...card, state: 'accepted', outbound: { ...outbound, ...unplanned }, return: { ...back, ...unplanned } }),
  seat: at(evening, card),
  changed: at(evening, out({ proposed: { change: 'c1', told: boardAt + 12 * MINUTE, acknowledged: false } })),
  acknowledged: at(evening, out({ proposed: { change: 'c1', told: boardAt + 12 * MINUTE, acknowledged: true } })),
  'on-its-way': at(boardAt - 6 * MINUTE, out({ state: 'on-its-way', expected: boardAt + 2 * MINUTE, stopsBefore: 2, bus: [15.62, 41.47] })),
  here: at(boardAt, out({ state: 'here' })),
  'on-board': at(boardAt + 5 * MINUTE, out({ state: 'boarded', expected: shiftStart - 6 * MINUTE })),
  arrived: at(shiftStart, home({})),
  'arrived-one-way': at(shiftStart, { ...card, trip: 'outbound', outbound: { ...outbound, state: 'alighted' }, return: null }),
  return: at(shiftEnd + 5 * MINUTE, home({})),
  'still-here': at(shiftEnd + 50 * MINUTE, home({}, { stillHere: { at: shiftEnd + 45 * MINUTE, seenBy: null } })),
  'still-here-seen': at(shiftEnd + 50 * MINUTE, home({}, { stillHere: { at: shiftEnd + 45 * MINUTE, seenBy: 'operator-1' } })),
  'return-on-its-way': at(backAt - 3 * MINUTE, home({ state: 'on-its-way', stopsBefore: 0 })),
  'return-here': at(backAt, home({ state: 'here' })),
  'return-on-board': at(backAt + 10 * MINUTE, home({ state: 'boarded' })),
  'return-missed': at(backAt + 40 * MINUTE, home({ state: 'missed' })),
  'not-here': at(backAt + 10 * MINUTE, home({ state: 'not-here' })),
  home: at(backAt + HOUR, home({ state: 'alighted' })),
  done: at(backAt, home({ state: 'not-returning' })),
  missed: at(boardAt + 20 * MINUTE, out({ state: 'missed' })),
  'no-show': at(boardAt + 20 * MINUTE, out({ state: 'no-show' })),
  cancelled: at(evening, { ...bare, state: 'cancelled' }),
  refused: at(evening, {
    ...bare,
    state: 'refused',
    reason: 'no-seat',
    alternatives: [
      { ...wish, shiftStart: '07:00', boardAt: boardAt + HOUR },
      { ...wish, boardingPlace: 'stazione', boardAt: boardAt + 5 * MINUTE },
      { ...wish, trip: 'return', boardAt: backAt },
    ],
  }),
  'left-out': at(evening, { ...bare, state: 'refused', reason: 'left-out' }),
  two: at(evening, card, {
    ...bare,
    ride: 'ride-0002',
    serviceDate: '2026-11-28',
    state: 'waiting',
    waitingPlace: 1,
    shiftStart: shiftStart + 24 * HOUR,
    shiftEnd: shiftEnd + 24 * HOUR,
  }),
};

export const choices = {
  now: evening,
  pole: { id: 'foggia', name: 'Foggia', zone: 'Europe/Rome', cutoff: '20:00' },
  days: ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-30'].map((serviceDate, i) => ({
    serviceDate,
    open: true,
    published: i < 2,
    cutoffAt: Date.UTC(2026, 10, [25, 26, 27, 28][i] ?? 0, 19, 0),
  })),
  boardingPlaces: [
    ['rotonda', 'Rotonda Nord'],
    ['stazione', 'Stazione di Foggia'],
    ['arena', 'Ostello Arena'],
    ['borgo', 'Borgo Mezzanone'],
    ['via-napoli', 'Via Napoli'],
    ['casa', 'Casa Sankara'],
  ].map(([id, name], i) => ({ id, number: i + 1, name, at: [15.55 + i / 40, 41.46 - i / 90] })),
  sites: [
    [12, 'tressanti', 'Borgo Tressanti'],
    [3, 'amendola', 'Amendola'],
    [9, 'incoronata', 'Borgo Incoronata'],
    [15, 'cervaro', 'Cervaro'],
    [21, 'segezia', 'Segezia'],
    [22, 'arpinova', 'Arpinova'],
    [30, 'carapelle', 'Carapelle'],
  ].map(([number, id, name]) => ({
    id,
    number,
    name,
    at: [15.84, 41.395],
    shifts: [
      { start: '06:00', end: '13:00' },
      { start: '07:00', end: '14:00' },
    ],
  })),
  usual: { site: 'tressanti', shiftStart: '06:00', boardingPlace: 'rotonda', trip: 'both' },
};
