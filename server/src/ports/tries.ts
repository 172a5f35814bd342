/** Counts failed tries, so that nobody guesses a PIN. */
export interface Tries {
  /** Milliseconds until this account or address may try again; 0 where it may. */
  blockedFor(account: string, address: string): Promise<number>;
  failed(account: string, address: string): Promise<void>;
  succeeded(account: string): Promise<void>;
}
