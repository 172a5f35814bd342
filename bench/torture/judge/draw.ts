/** Seeded chance, passed in. */
export interface Draw {
  next(): number;
  int(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
}
