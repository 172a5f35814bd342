/** What must be there once in a list. */
import { type Fault } from './fault.ts';

/**
 * @param list   as set up
 * @param still  those that stay beside it
 * @param key    what must not be the same twice; undefined where that one has none
 * @param words  of two that have it
 */
export function twiceFaults<T, S>(
  list: readonly T[],
  still: readonly S[],
  {
    field,
    key,
    words,
  }: { readonly field: string; readonly key: (one: T | S) => string | number | undefined; readonly words: (one: T, other: T | S) => string },
): Fault[] {
  const seen = new Map<string | number, T | S>();
  for (const one of still) {
    const value = key(one);
    if (value !== undefined) seen.set(value, one);
  }
  return list.flatMap((one, i) => {
    const value = key(one);
    if (value === undefined) return [];
    const other = seen.get(value);
    seen.set(value, one);
    return other === undefined ? [] : [{ field: `${i}.${field}`, words: words(one, other) }];
  });
}
