/** Mutants that the judge of the simulation must see as well, with nothing but what phones receive and what physically happens. */
import type { Mutant } from '../mutant.ts';
import { promises } from './promises.ts';
import { runs } from './runs.ts';

const DAYS = ['--riders', '30', '--days', '2', '--seed', '1'];

const seen = [
  'trips of one rider may overlap',
  'the ride limit is longer by the window of 30 min',
  'a bus may reach the site five minutes after the shift began',
  'staff are not told what a driver did',
  'catching up tells a number too high, and the next event is taken for known',
  'a rider is a no-show although the bus came too late',
];

export const played: readonly Mutant[] = [...promises, ...runs]
  .filter(({ name }) => seen.includes(name))
  .map((mutant) => ({ ...mutant, name: `${mutant.name} (simulated)`, command: { simulate: DAYS, breaks: mutant.promise } }));
