/** How far it is to the boarding places on foot, worked out on the phone. */
import type { Choices, LonLat } from '@passaggio/contracts';
import { kilometres } from '@passaggio/ui';

export type BoardingPlace = Choices['boardingPlaces'][number];

/** A walk is longer than the crow flies. */
const DETOUR = 1.3;
const KM_A_MINUTE = 4.5 / 60;

/** Longer than this nobody walks to a bus. */
const MOST_MINUTES = 90;

/** Whole minutes, at least one; kilometres as the crow flies where it is too far to walk. */
export type Way = { readonly minutes: number } | { readonly km: number };

/** The shortest way first. @returns no way where a place says not where it is (a settlement): those come last */
export function onFoot(places: readonly BoardingPlace[], here: LonLat): { readonly place: BoardingPlace; readonly way: Way | undefined }[] {
  const far = places.map((place) => ({ place, km: place.at && kilometres(here, place.at) }));
  return far.toSorted((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity)).map(({ place, km }) => ({ place, way: km === undefined ? undefined : wayOf(km) }));
}

function wayOf(km: number): Way {
  const minutes = Math.max(1, Math.ceil((km * DETOUR) / KM_A_MINUTE));
  return minutes <= MOST_MINUTES ? { minutes } : { km: Math.round(km) };
}
