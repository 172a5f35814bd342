/** What boarding places and sites are known by to who cannot read their names. */
import type { PoleSetup } from '@passaggio/contracts';
import { placeNumbers } from '../../domain/days/placeNumbers.ts';
import type { Place } from '../../domain/documents.ts';

type Numbered = PoleSetup['places'][number] & { readonly number: number };

/**
 * The places of a set-up with their numbers: as given, else the one they have, else the next. A number stays where it is, whatever
 * comes or goes: whoever was told *place 3* would stand elsewhere.
 */
export function numbered(places: PoleSetup['places'], before: readonly Place[]): Numbered[] {
  const had = placeNumbers(before);
  const known = places.map((place) => ({ ...place, number: place.number ?? had.get(place.id) }));
  let last = Math.max(0, ...had.values(), ...known.map(({ number }) => number ?? 0));
  return known.map((place) => ({ ...place, number: place.number ?? (last += 1) }));
}
