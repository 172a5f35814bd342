/** Every mutant, by area. */
import type { Mutant } from '../mutant.ts';
import { days } from './days.ts';
import { beyondLimits } from './limits.ts';
import { mongoStore } from './mongo.ts';
import { optimizer } from './optimizer.ts';
import { phones } from './phones.ts';
import { played } from './played.ts';
import { promises } from './promises.ts';
import { runs } from './runs.ts';
import { security } from './security.ts';
import { store } from './store.ts';

export const mutants: readonly Mutant[] = [
  ...promises,
  ...runs,
  ...days,
  ...store,
  ...mongoStore,
  ...security,
  ...beyondLimits,
  ...optimizer,
  ...phones,
  ...played,
];
