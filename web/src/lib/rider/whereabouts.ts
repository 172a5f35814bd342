import type { LonLat } from '@passaggio/contracts';

/** Milliseconds that the phone may take to say where it is. */
const PATIENCE_MS = 15_000;

/**
 * Asked of the phone, and told to nobody.
 *
 * @param maximumAge  milliseconds: where it was that long ago will do
 * @returns undefined where it does not say
 */
export function whereabouts(maximumAge: number): Promise<LonLat | undefined> {
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.longitude, coords.latitude]),
      () => resolve(undefined),
      { timeout: PATIENCE_MS, maximumAge },
    ),
  );
}
