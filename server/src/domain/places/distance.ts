import type { LonLat } from '@passaggio/contracts';

/** Mean diameter of the earth. */
const DIAMETER_KM = 12742.0176;
const RADIANS = Math.PI / 180;

/** Haversine, in kilometres. */
export function greatCircle([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const north = Math.sin(((latB - latA) * RADIANS) / 2) ** 2;
  const east = Math.sin(((lonB - lonA) * RADIANS) / 2) ** 2;
  return DIAMETER_KM * Math.asin(Math.sqrt(north + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * east));
}
