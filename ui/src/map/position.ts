/** Positions handed to other parts of the phone, and how far apart they are. */
import type { LonLat } from '@passaggio/contracts';

/** A `geo:` address (RFC 5870): the phone's own navigation opens it. */
export const geoAddress = ([lon, lat]: LonLat): string => `geo:${lat},${lon}?q=${lat},${lon}`;

const DIAMETER_KM = 12_742;

/** As the crow flies (haversine), in kilometres. */
export function kilometres([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const radians = Math.PI / 180;
  const north = Math.sin(((latB - latA) * radians) / 2) ** 2;
  const east = Math.sin(((lonB - lonA) * radians) / 2) ** 2;
  return DIAMETER_KM * Math.asin(Math.sqrt(north + Math.cos(latA * radians) * Math.cos(latB * radians) * east));
}
