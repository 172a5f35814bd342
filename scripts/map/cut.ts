/** Polygons cut to a frame and thinned to what a phone can show. Positions are longitude first, in degrees. Pure. */
export type Position = readonly [number, number];
export interface Frame {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Sutherland and Hodgman 1974: a ring, closed or not, against the four sides; the answer is not closed, and empty outside. */
export function cutRing(ring: readonly Position[], { west, south, east, north }: Frame): Position[] {
  const sides: readonly (readonly [axis: 0 | 1, limit: number, sign: 1 | -1])[] = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ];
  let left = isClosed(ring) ? ring.slice(0, -1) : [...ring];
  for (const [axis, limit, sign] of sides) {
    const isInside = (point: Position): boolean => (point[axis] - limit) * sign >= 0;
    left = left.flatMap((point, i) => {
      const before = left.at(i - 1)!;
      if (isInside(before) === isInside(point)) return isInside(point) ? [point] : [];
      const share = (limit - before[axis]) / (point[axis] - before[axis]);
      const crossing: Position = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
      return isInside(point) ? [crossing, point] : [crossing];
    });
  }
  return left;
}

/** Rounded to `digits`, without a point that repeats the one before; empty where fewer than three are left. */
export function roundRing(ring: readonly Position[], digits: number): Position[] {
  const rounded = ring.map(([lon, lat]): Position => [Number(lon.toFixed(digits)), Number(lat.toFixed(digits))]);
  const thinned = rounded.filter((point, i) => !isSame(point, rounded.at(i - 1)!));
  return thinned.length < 3 ? [] : thinned;
}

const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];
const isClosed = (ring: readonly Position[]): boolean => ring.length > 1 && isSame(ring[0]!, ring.at(-1)!);
