import type { LonLat } from '@passaggio/contracts';

/** Milliseconds that the phone may take to say where it is; what it knew a while ago will do. */
const SOUGHT = { timeout: 15_000, maximumAge: 300_000 } as const;

/** Asked of the phone, and told to nobody. @returns undefined where it does not say */
export function whereabouts(): Promise<LonLat | undefined> {
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.longitude, coords.latitude]),
      () => resolve(undefined),
      SOUGHT,
    ),
  );
}
