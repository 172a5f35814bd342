import type { LonLat } from '@passaggio/contracts';

/** Travel times and distances between places, pinned by a version for a service date. */
export interface Travel {
  /** Changes when the data or the way of computing changes. */
  readonly version: string;
  /** Computed rather than measured on roads: said wherever a person sees a time. */
  readonly estimated: boolean;
  /**
   * Seconds and metres from every point to every other, row-major.
   *
   * @throws TravelAway when the engine cannot be reached
   */
  matrix(points: readonly LonLat[]): Promise<{ readonly seconds: Int32Array; readonly metres: Int32Array }>;
  /** Whether a point can be reached by road; where not, how far the next road is in metres. */
  reach(point: LonLat): Promise<{ readonly onRoad: boolean; readonly metresToRoad: number }>;
}

/** The travel engine cannot be used now. */
export class TravelAway extends Error {}
