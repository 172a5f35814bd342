/** What many views of one look at a day ask for, worked out once while nothing of the day changes. */
import type { DayState } from './state.ts';

const looks = new WeakMap<object, Map<unknown, unknown>>();

/** `look` must not change the day. */
export function whileNothingChanges<T>(day: DayState, look: () => T): T {
  begin(day);
  try {
    return look();
  } finally {
    looks.delete(day);
  }
}

/** A look that waits for others in between; none of them may change the day. */
export async function longLook<T>(day: DayState, look: () => Promise<T>): Promise<T> {
  begin(day);
  try {
    return await look();
  } finally {
    looks.delete(day);
  }
}

function begin(day: DayState): void {
  if (looks.has(day)) throw new Error(`${day.head.id} is looked at already, expected one look at a time`);
  looks.set(day, new Map());
}

/** @param key  stands for the result within one look: a document of the day, or the function that works it out */
export function once<T>(day: object, key: unknown, workOut: () => T): T {
  const known = looks.get(day);
  if (known === undefined) return workOut();
  if (!known.has(key)) known.set(key, workOut());
  return known.get(key) as T;
}
