/** The land that buses of this installation can drive on: data, made by scripts/land/make.ts. */
import type { LonLat } from '@passaggio/contracts';
import land from './land.json' with { type: 'json' };

type Ring = readonly LonLat[];

const rings = land.rings as unknown as readonly Ring[];

const KM_A_DEGREE = 111.2;
const RADIANS = Math.PI / 180;

/** How far a point lies from the land, in kilometres; 0 on it. Linear in the corners of the land, some 6,000. */
export function kilometresOffLand(at: LonLat): number {
  if (isInside(at)) return 0;
  return rings.reduce((least, ring) => Math.min(least, kilometresToEdge(at, ring)), Infinity);
}

/** Even-odd over all rings, so that holes are none of the land (Shimrat 1962, algorithm 112). */
function isInside([lon, lat]: LonLat): boolean {
  let inside = false;
  for (const ring of rings) {
    let [lonA, latA] = ring.at(-1)!;
    for (const [lonB, latB] of ring) {
      if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA) inside = !inside;
      [lonA, latA] = [lonB, latB];
    }
  }
  return inside;
}

/** On a plane that touches the earth at the point: right to a few per mille where it matters, near the coast. */
function kilometresToEdge([lon, lat]: LonLat, ring: Ring): number {
  const narrow = Math.cos(lat * RADIANS);
  const [lastLon, lastLat] = ring.at(-1)!;
  let [fromX, fromY] = [(lastLon - lon) * narrow, lastLat - lat];
  let least = Infinity;
  for (const [cornerLon, cornerLat] of ring) {
    const [x, y] = [(cornerLon - lon) * narrow, cornerLat - lat];
    const [dx, dy] = [x - fromX, y - fromY];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(fromX * dx + fromY * dy) / length));
    least = Math.min(least, Math.hypot(fromX + along * dx, fromY + along * dy));
    [fromX, fromY] = [x, y];
  }
  return least * KM_A_DEGREE;
}
