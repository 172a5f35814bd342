/** Random things, passed in: seeded in simulations, from node:crypto in the product. */
export interface Ids {
  /** URL-safe, at least 128 bits. */
  token(): string;
  /** A short unique id. */
  id(): string;
  /** Decimal digits, uniformly drawn. */
  digits(count: number): string;
}
