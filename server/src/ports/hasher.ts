/** Slow hashing of PINs, in lanes with queues and shares of their own: who is in one is held up by no other. */

/**
 * Who waits for a hash, the most urgent first: a device that signed in before, somebody with a card, a stranger at the door of drivers or
 * staff, a stranger at the door of riders, and staff who make many accounts at once.
 */
export type Lane = 'known' | 'card' | 'staff-stranger' | 'rider-stranger' | 'bulk';

export interface Hasher {
  /** @throws HasherBusy when too many wait in that lane */
  hash(secret: string, lane: Lane): Promise<string>;
  /**
   * @param hash  undefined for an unknown account: takes as long and is false
   * @throws HasherBusy when too many wait in that lane
   */
  verify(hash: string | undefined, secret: string, lane: Lane): Promise<boolean>;
}

/** More is to be hashed at once than this machine can: try again in a moment. */
export class HasherBusy extends Error {
  readonly lane: Lane;
  constructor(message: string, lane: Lane) {
    super(message);
    this.lane = lane;
  }
}
