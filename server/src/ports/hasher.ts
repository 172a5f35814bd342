/** Slow hashing of PINs behind a bounded queue. */
export interface Hasher {
  hash(secret: string): Promise<string>;
  /**
   * @param hash  undefined for an unknown account: takes as long and is false
   * @throws HasherBusy when too many wait already
   */
  verify(hash: string | undefined, secret: string): Promise<boolean>;
}

/** More people sign in at once than this machine can hash for: try again in a moment. */
export class HasherBusy extends Error {}
