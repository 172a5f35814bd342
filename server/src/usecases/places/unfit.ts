/** What a schema cannot say of a set-up: everything that is wrong, each by its field. */
import type { PoleSetup, ServiceDate } from '@passaggio/contracts';
import { placeNumbers } from '../../domain/days/placeNumbers.ts';
import { calendarFaults } from '../../domain/places/calendar.ts';
import { faultIf, within, type Fault } from '../../domain/places/fault.ts';
import { personFaults, vehicleFaults } from '../../domain/places/fleet.ts';
import { placeFaults, poleFaults, siteFaults } from '../../domain/places/spot.ts';
import { twiceFaults } from '../../domain/places/twice.ts';
import { trivial } from '../accounts/secrets.ts';
import { NotPossible } from '../handlers.ts';
import { leftOut, type Before } from './before.ts';
import { numbered } from './numbers.ts';

/** Faults told at once; a body that is wrong all over is put right from the first ones on. */
const TOLD = 8;

/** @throws NotPossible `unfit-setup`, with the field of the first fault and the words of all */
export function refuseUnfit(setup: PoleSetup, before: Before, today: ServiceDate): void {
  const faults = within('body', faultsOf(setup, before, today));
  const [first] = faults;
  if (first === undefined) return;
  const told = faults.slice(0, TOLD).map(({ field, words }) => `${field}: ${words}`);
  const more = faults.length > TOLD ? [`and ${faults.length - TOLD} more`] : [];
  throw new NotPossible('unfit-setup', [...told, ...more].join('; '), undefined, first.field);
}

function faultsOf(setup: PoleSetup, before: Before, today: ServiceDate): Fault[] {
  return [...poleFaults(setup), ...calendarFaults(setup, today), ...spotFaults(setup, before), ...fleetFaults(setup, before)];
}

function spotFaults({ at, places, sites }: PoleSetup, before: Before): Fault[] {
  const [placesStill, sitesStill] = [leftOut(before.places, places), leftOut(before.sites, sites)];
  const placeIds = new Set<string>([...places, ...placesStill].map(({ id }) => id));
  const siteIds = new Set(sitesStill.map(({ id }) => id));
  const had = placeNumbers(before.places);
  return [
    ...places.flatMap((place, i) =>
      within(`places.${i}`, [...faultIf(siteIds.has(place.id), 'id', () => `${place.id} is a work site of this pole too`), ...placeFaults(place, at)]),
    ),
    ...within('places', [
      ...twiceFaults(places, [], { field: 'id', key: ({ id }) => id, words: twiceNamed }),
      ...twiceFaults(
        numbered(places, before.places),
        placesStill.map(({ id }) => ({ id, number: had.get(id)! })),
        { field: 'number', key: ({ number }) => number, words: sameNumber('places') },
      ),
    ]),
    ...sites.flatMap((site, i) => within(`sites.${i}`, siteFaults(site, at, placeIds))),
    ...within('sites', [
      ...twiceFaults(sites, [], { field: 'id', key: ({ id }) => id, words: twiceNamed }),
      ...twiceFaults(sites, sitesStill, { field: 'number', key: ({ number }) => number, words: sameNumber('sites') }),
    ]),
  ];
}

function fleetFaults({ vehicles, people }: PoleSetup, before: Before): Fault[] {
  const given = new Set(people.map(({ account }) => account as string));
  const drivers = new Set([
    ...people.filter(({ role }) => role === 'driver').map(({ account }) => account as string),
    ...before.staff.filter(({ id, role }) => role === 'driver' && !given.has(id)).map(({ id }) => id),
  ]);
  const still = leftOut(before.vehicles, vehicles) as unknown as PoleSetup['vehicles'];
  return [
    ...within('vehicles', twiceFaults(vehicles, [], { field: 'id', key: ({ id }) => id, words: twiceNamed })),
    ...vehicles.flatMap((vehicle, i) => {
      const others = [...vehicles.slice(0, i), ...still]; // of two alike the later one is told
      return within(`vehicles.${i}`, vehicleFaults(vehicle, drivers, others, before.plates));
    }),
    ...people.flatMap((person, i) =>
      within(`people.${i}`, [
        ...personFaults(person, before.named.get(person.account), [...vehicles, ...still]),
        ...faultIf(trivial(person.pin), 'pin', () => 'a PIN that people try first: one digit, a row, two pairs or a year'),
      ]),
    ),
    ...within('people', [
      ...twiceFaults(people, [], { field: 'account', key: ({ account }) => account, words: ({ account }) => `${account} is named twice` }),
      ...twiceFaults(people, [], {
        field: 'number',
        key: ({ number }) => number,
        words: (one, other) => `${other.account} and ${one.account} have one number`,
      }),
    ]),
  ];
}

interface Named {
  readonly id: string;
  readonly number?: number | undefined;
}
const twiceNamed = ({ id }: Named) => `${id} is named twice`;
const sameNumber = (what: string) => (one: Named, other: Named) => {
  const [first, second] = [one.id, other.id].toSorted();
  return `two of the ${what}, ${first} and ${second}, have the number ${one.number}`;
};
