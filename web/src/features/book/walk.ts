/** How far it is to the boarding places on foot, worked out on the phone. */
import type { Choices, LonLat } from '@passaggio/contracts';
import { kilometres } from '@passaggio/ui';

export type BoardingPlace = Choices['boardingPlaces'][number];

/** A walk is longer than the crow flies. */
const DETOUR = 1.3;
const KM_A_MINUTE = 4.5 / 60;

/** The shortest walk first. @returns whole minutes, at least one; undefined where a place says not where it is (a settlement): those come last */
export function onFoot(places: readonly BoardingPlace[], here: LonLat): { readonly place: BoardingPlace; readonly minutes: number | undefined }[] {
  const walks = places.map((place) => ({ place, minutes: place.at && minutesOf(kilometres(here, place.at)) }));
  return walks.toSorted((a, b) => (a.minutes ?? Infinity) - (b.minutes ?? Infinity));
}

const minutesOf = (km: number): number => Math.max(1, Math.ceil((km * DETOUR) / KM_A_MINUTE));
