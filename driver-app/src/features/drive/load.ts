/** How many get on and off at a stop, of those who ride. */
import type { RunStop } from '@passaggio/contracts';
import { rides } from '../../offline/position.ts';

export const loadAt = (stop: RunStop): { readonly on: number; readonly off: number } => ({
  on: stop.on.filter(rides).length,
  off: stop.off.filter(gettingThere).length,
});

/** Whoever was absent, missed or cancelled does not get off either. */
const gettingThere = (person: RunStop['off'][number]): boolean => rides(person) && !['no-show', 'missed', 'not-here'].includes(person.state);
