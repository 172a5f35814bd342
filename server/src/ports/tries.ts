/** Counts failed tries, so that nobody guesses a PIN. */
export interface Tries {
  /**
   * Begins a try. It counts against the account at once and is given back when it succeeds: a thousand tries sent in the same moment
   * cannot all pass before the first of them has failed.
   *
   * @param account  how the account is found, whether there is one or not
   * @returns        milliseconds until this account or address may try; 0 where this try is under way
   */
  begin(account: string, address: string): Promise<number>;
  /** The try failed: it counts against the address too. */
  failed(address: string): Promise<void>;
  /** The try succeeded, or could not be made: it does not count. Earlier failures still do. */
  giveBack(account: string): Promise<void>;
}
