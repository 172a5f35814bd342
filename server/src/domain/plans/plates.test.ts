import { expect, test } from 'vitest';
import { MINUTE, type EpochMs, type StopId, type VehicleId } from '@passaggio/contracts';
import type { Route, RouteStop } from '../documents.ts';
import { assignPlates } from './plates.ts';

const visit = (place: string, minutes: number): RouteStop => {
  const at = (minutes * MINUTE) as EpochMs;
  return { stop: `${place}-${minutes}` as StopId, place: place as RouteStop['place'], arrive: at, begin: at, depart: at, on: [], off: [] };
};
const route = (vehicle: string, ...stops: RouteStop[]) => ({ vehicle: vehicle as VehicleId, stops }) as unknown as Route;
const id = (vehicle: string) => vehicle as VehicleId;

test('ten vehicles that meet at one place get ten different last digits', () => {
  const routes = Array.from({ length: 10 }, (_, i) => route(`v${i}`, visit('borgo', 300 + i * 5)));
  const digits = [...assignPlates(routes, new Map()).values()].map((number) => number % 10);
  expect(new Set(digits).size).toBe(10);
});

test('numbers are unique in the pole even where vehicles never meet', () => {
  const routes = Array.from({ length: 25 }, (_, i) => route(`v${i}`, visit(`place-${i}`, 300)));
  expect(new Set(assignPlates(routes, new Map()).values()).size).toBe(25);
});

test('a vehicle added later keeps clear of the digit it meets, and told plates stay', () => {
  const routes = [route('a', visit('borgo', 300)), route('b', visit('borgo', 350)), route('c', visit('borgo', 420))];
  const plates = assignPlates(routes, new Map([[id('a'), 7]]));
  expect(plates.get(id('a'))).toBe(7);
  expect(plates.get(id('b'))! % 10).not.toBe(7); // 50 min apart: they meet
});

test('with eleven meeting everybody still gets a number of their own', () => {
  const routes = Array.from({ length: 11 }, (_, i) => route(`v${i}`, visit('borgo', 300)));
  expect(new Set(assignPlates(routes, new Map()).values()).size).toBe(11);
});
