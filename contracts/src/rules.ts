/** Rules that server and driver's device each hold by themselves (brief.md, Service rules). Pure; milliseconds. */
import { MINUTE } from './durations.ts';

/** The bus waits until max(told, arrival) + 3 min before anybody is called absent. */
export const WAIT = 3 * MINUTE;
/** A no-show needs a bus that was there by told + 1 min. */
export const NO_SHOW_GRACE = MINUTE;

/** From when an absence counts at a stop (P12). */
export const absentFrom = (told: number, arrived: number): number => Math.max(told, arrived) + WAIT;

/** P12: a bus that came later than that has missed the rider, whoever was absent. */
export const cameInTime = (told: number, arrived: number): boolean => arrived <= told + NO_SHOW_GRACE;

/** Quartz of cheap phones: parts of elapsed time that may be lost or won. */
export const DRIFT = 1 / 10_000;
/** A device's own clock may have been set without anybody noticing: without a contact this doubt stays. */
export const UNKNOWN_CLOCK = 60_000;
