/** Travel times without roads: great-circle distance times circuity at road speed. Labelled "estimated" wherever a person sees a time. */
import type { LonLat } from '@passaggio/contracts';
import { greatCircle } from '../../domain/places/distance.ts';
import type { Travel } from '../../ports/travel.ts';

/** Road distance over the straight line, and speed on minor roads of the plains. */
const CIRCUITY = 1.35;
const KM_PER_HOUR = 45;

export function estimateTravel(): Travel {
  return {
    version: `estimate-${CIRCUITY}-${KM_PER_HOUR}`,
    estimated: true,
    matrix: (points) => Promise.resolve(matrix(points)),
    reach: () => Promise.resolve({ onRoad: true, metresToRoad: 0 }), // without roads nothing can be off them
  };
}

function matrix(points: readonly LonLat[]): { seconds: Int32Array; metres: Int32Array } {
  const n = points.length;
  const seconds = new Int32Array(n * n);
  const metres = new Int32Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      const km = greatCircle(points[i]!, points[j]!) * CIRCUITY;
      seconds[i * n + j] = Math.round((km / KM_PER_HOUR) * 3600);
      metres[i * n + j] = Math.round(km * 1000);
    }
  }
  return { seconds, metres };
}
