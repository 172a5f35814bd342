/** Which names a map shows, so that none covers another or a stop. Pure; pixels. */
export interface Spot {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** 1 goes first. */
  readonly rank: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of a letter at 14 px, generously. */
const LETTER = 8.5;
const LINE = 22;

/** @param stops  middles of the stops' signs; a name keeps clear of them */
export function thinned<S extends Spot>(spots: readonly S[], stops: readonly { readonly x: number; readonly y: number }[]): S[] {
  const taken: Box[] = stops.map(({ x, y }) => ({ x, y, width: 36, height: 36 }));
  return spots
    .toSorted((a, b) => a.rank - b.rank)
    .filter(({ name, x, y }) => {
      const box = { x, y, width: name.length * LETTER, height: LINE };
      const isFree = taken.every((other) => !overlap(box, other));
      if (isFree) taken.push(box);
      return isFree;
    });
}

const overlap = (a: Box, b: Box): boolean => Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
