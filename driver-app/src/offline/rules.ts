/** Service rules that a driver's device holds by itself, with no signal (brief.md, Service rules). */
import { MINUTE } from '@passaggio/contracts';

/** The bus waits until max(told, arrival) + 3 min before anybody is called absent. */
export const WAIT = 3 * MINUTE;
/** A no-show needs a bus that was there by told + 1 min. */
export const GRACE = MINUTE;
