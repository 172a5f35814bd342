/** Slow hashing of PINs behind a bounded queue. */
export interface Hasher {
  hash(secret: string): Promise<string>;
  /** @param hash  undefined for an unknown account: takes as long and is false */
  verify(hash: string | undefined, secret: string): Promise<boolean>;
}
