/** What boarding places and sites are known by to who cannot read their names. */
import type { PoleId, PoleSetup } from '@passaggio/contracts';
import { placeNumbers } from '../../domain/days/placeNumbers.ts';
import type { Reads } from '../../ports/reads.ts';
import { NotPossible } from '../handlers.ts';

type Numbered = PoleSetup['places'][number] & { readonly number: number };

/**
 * The places of a set-up with their numbers: as given, else the one they have, else the next. A number stays where it is, whatever
 * comes or goes: whoever was told *place 3* would stand elsewhere.
 *
 * @throws NotPossible `unfit-setup` where two places of the pole, or two of its sites, would have the same one
 */
export async function numbered(pole: PoleId, { places, sites }: Pick<PoleSetup, 'places' | 'sites'>, reads: Reads): Promise<Numbered[]> {
  const [placesBefore, sitesBefore] = await Promise.all([reads.places.ofPole(pole), reads.sites.ofPole(pole)]);
  const had = placeNumbers(placesBefore);
  const known = places.map((place) => ({ ...place, number: place.number ?? had.get(place.id) }));
  let last = Math.max(0, ...had.values(), ...known.map(({ number }) => number ?? 0));
  const all = known.map((place) => ({ ...place, number: place.number ?? (last += 1) }));
  const still = leftOut(placesBefore, all).map(({ id }) => ({ id, number: had.get(id)! }));
  refuseTwice('places', [...all, ...still]);
  refuseTwice('sites', [...sites, ...leftOut(sitesBefore, sites)]);
  return all;
}

const leftOut = <T extends { readonly id: string }>(before: readonly T[], now: readonly { readonly id: string }[]): T[] =>
  before.filter(({ id }) => !now.some((one) => one.id === id));

function refuseTwice(what: string, all: readonly { readonly id: string; readonly number: number }[]): void {
  const taken = new Map<number, string>();
  for (const { id, number } of all) {
    const other = taken.get(number);
    if (other !== undefined) throw new NotPossible('unfit-setup', `two of the ${what}, ${other} and ${id}, have the number ${number}`);
    taken.set(number, id);
  }
}
