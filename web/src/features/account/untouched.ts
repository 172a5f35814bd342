export interface Clocks {
  /** Never goes back, but stands still on some phones while they sleep. ms */
  readonly steady: () => number;
  /** Goes on while the phone sleeps, but may be put back. ms */
  readonly wall: () => number;
}

export interface Untouched {
  touch(): void;
  /** ms since the last tap: the longer of what the two clocks say, so that neither sleep nor a clock put back makes it shorter. */
  ms(): number;
}

/** @param before  ms that had gone by already */
export function untouched({ steady, wall }: Clocks, before = 0): Untouched {
  let last = { steady: steady() - before, wall: wall() - before };
  return {
    touch: () => {
      last = { steady: steady(), wall: wall() };
    },
    ms: () => Math.max(steady() - last.steady, wall() - last.wall),
  };
}
