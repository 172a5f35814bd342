import type { Place } from '../documents.ts';

/** The number of each boarding place of a pole, by id; places set up before numbers were kept come after the others, by name. */
export function placeNumbers(places: readonly Place[]): Map<string, number> {
  const numbers = new Map(places.flatMap(({ id, number }) => (number === undefined ? [] : [[id, number] as const])));
  let last = Math.max(0, ...numbers.values());
  for (const { id } of places.toSorted((a, b) => (a.name < b.name ? -1 : 1))) if (!numbers.has(id)) numbers.set(id, (last += 1));
  return numbers;
}
