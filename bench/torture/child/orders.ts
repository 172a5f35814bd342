/** What the judge's side and the product's process say to each other besides HTTP. */

/** Where the process dies by itself once armed: half of all kills. */
export const POINTS = ['after-insertion', 'after-commit', 'after-answer', 'inside-plan-commit', 'inside-rebuild'] as const;
export type Point = (typeof POINTS)[number];

export type StorePlace = { readonly kind: 'sqlite'; readonly folder: string } | { readonly kind: 'mongodb'; readonly url: string };

/** The one argument of the process, as JSON. */
export interface Begin {
  readonly store: StorePlace;
  /** Milliseconds that the product's clock is ahead of the machine's. */
  readonly ahead: number;
  readonly seed: number;
  /** Streams that somebody listens to, so that there is a push. */
  readonly followed: readonly string[];
}

/** Made in an empty store. */
export const COORDINATOR = { number: '10000001', pin: '4826' } as const;

/** Sent to the process. */
export type Order =
  | { readonly order: 'arm'; readonly point: Point }
  | { readonly order: 'clock'; readonly ahead: number }
  /** Does what is due by the clock. */
  | { readonly order: 'tick' }
  /** SQLite: the disk holds so many pages more than the database has now. */
  | { readonly order: 'room'; readonly pages: number };

/** Lines on its standard output. */
export const says = {
  ready: /^ready (\S+) (\d+)$/,
  at: /^at (\S+)$/,
  done: /^done (\S+)$/,
  /** MongoDB: a commit was asked for, and whether with majority and journal. */
  commit: /^commit (durable|weak)$/,
  fault: /^fault (.*)$/,
} as const;
