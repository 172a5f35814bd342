/** What a dawn instance must be before anything is reckoned with it: a coordinate that is missing would become a way of 0 seconds. */
import { refuse, whole } from '../door.ts';
import { NO_LIMIT } from '../model/problem.ts';
import type { DawnInstance, DawnPole } from './dawn.ts';

type Fields = { readonly [field: string]: unknown };

/** @throws UnfitInput */
export function dawnInstance(text: string): DawnInstance {
  const given = parsed(text);
  const poles = list(given['poles'], 'poles') as readonly DawnPole[];
  checkRules(object(given['rules'], 'rules'));
  whole(given['n'], 0, 1e7, 'n');
  poles.forEach((pole, i) => checkPole(object(pole, `pole ${i}`), `pole ${i}`));
  const workers = poles.reduce((sum, pole) => sum + pole.workers.length, 0);
  if (workers !== given['n']) refuse('n', given['n'], `${workers}, the workers of all poles`);
  return given as unknown as DawnInstance;
}

function parsed(text: string): Fields {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    refuse('the file', text.slice(0, 20), 'JSON');
  }
  return object(given, 'the file');
}

function checkRules(rules: Fields): void {
  aboveZero(rules['kmh'], 'speed in km/h (rules.kmh)');
  aboveZero(rules['detour'], 'rules.detour');
  for (const field of ['stop', 'early', 'maxRide']) whole(rules[field], 0, NO_LIMIT, `rules.${field}`);
  const [from, to] = list(rules['day'], 'rules.day');
  whole(from, 0, NO_LIMIT, 'first second of rules.day');
  whole(to, from as number, NO_LIMIT, 'last second of rules.day');
}

function checkPole(pole: Fields, name: string): void {
  checkPoint(pole['at'], `${name}: at`);
  const pickups = list(pole['pickups'], `${name}: pickups`);
  const farms = list(pole['farms'], `${name}: farms`);
  pickups.forEach((at, i) => checkPoint(at, `${name}: pickup ${i}`));
  farms.forEach((farm, i) => checkPoint(object(farm, `${name}: farm ${i}`)['at'], `${name}: farm ${i}`));
  for (const worker of list(pole['workers'], `${name}: workers`)) {
    const [id, pickup, farm, minute] = list(worker, `${name}: a worker`);
    whole(id, 0, Number.MAX_SAFE_INTEGER, `${name}: id of a worker`);
    whole(pickup, 0, pickups.length - 1, `${name}: pickup of worker ${String(id)}`);
    whole(farm, 0, farms.length - 1, `${name}: farm of worker ${String(id)}`);
    whole(minute, 0, 2 * 24 * 60, `${name}: shift of worker ${String(id)}`);
  }
  const fleet = object(pole['fleet'], `${name}: fleet`);
  for (const size of ['cap8', 'cap15']) whole(fleet[size], 0, 1e5, `${name}: fleet.${size}`);
}

function object(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(what, value, 'an object');
  return value as Fields;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(what, value, 'a list');
  return value;
}

function aboveZero(value: unknown, what: string): void {
  if (!Number.isFinite(value) || (value as number) <= 0) refuse(what, value, 'a number above 0');
}

/** Latitude first, as the format has it. */
function checkPoint(value: unknown, what: string): void {
  const [lat, lon] = list(value, what);
  const within = (degrees: unknown, most: number) => Number.isFinite(degrees) && Math.abs(degrees as number) <= most;
  if (!within(lat, 90) || !within(lon, 180)) refuse(what, value, 'latitude and longitude in degrees');
}
