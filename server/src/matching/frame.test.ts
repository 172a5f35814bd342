import { expect, test } from 'vitest';
import { HOUR, type EpochMs } from '@passaggio/contracts';
import type { PoleConfig } from '../domain/days/state.ts';
import { frameOf } from './frame.ts';

const vehicle = (id: string, seats: number) => [id, { id, seats }] as const;
const config = { vehicles: new Map([vehicle('bus-2', 16), vehicle('bus-1', 8)]) } as unknown as PoleConfig;
const none = Int32Array.from([0]);
const at = (hours: number) => (hours * HOUR) as EpochMs;
const { base, vehicleIds } = frameOf(config, at(3), { places: [''], seconds: none, metres: none }, () => ({ from: at(9), to: at(27) }));

test('P8: a driver drives 9 h, is out for 13 h and breaks for 45 min after 4 h 30', () => {
  const limits = { driving: 32_400, spread: 46_800, driveBeforeBreak: 16_200, breakLength: 2_700 };
  expect(base.vehicles.map((one) => one.limits)).toEqual([limits, limits]);
});

test('P8: a vehicle is out only while its driver may be, counted from the origin of the day', () => {
  expect(base.vehicles[0]!.shifts).toEqual([[6 * 3600, 24 * 3600]]);
});

test('P1: each vehicle has the seats that it is registered for, and P3: nobody is held longer than the wait of 3 min', () => {
  expect(base.vehicles.map((one, i) => [vehicleIds[i], base.types[one.type]!.seats])).toEqual([
    ['bus-1', 8],
    ['bus-2', 16],
  ]);
  expect(base.maxHold).toBe(180);
});
