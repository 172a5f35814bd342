/** The hubs that are nearest. */
import type { LonLat, Poles } from '@passaggio/contracts';
import { kilometres } from '@passaggio/ui';

export type Hub = Poles['poles'][number];

/** Two, as on the screen. @returns whole kilometres as the crow flies, at least one */
export function nearest(hubs: readonly Hub[], here: LonLat): { readonly hub: Hub; readonly km: number }[] {
  const far = hubs.map((hub) => ({ hub, exact: kilometres(here, hub.at) }));
  return far
    .toSorted((a, b) => a.exact - b.exact)
    .slice(0, 2)
    .map(({ hub, exact }) => ({ hub, km: Math.max(1, Math.round(exact)) }));
}
