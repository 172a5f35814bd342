/** Who is signed in on this device, written down for its other pages; and a session that was left without signal. */
import type { Call, Me } from '@passaggio/contracts';
import type { Database } from '../offline/database.ts';

export class WhoDrives {
  readonly #db: Database;
  readonly #call: Call;
  /** Not on a full disk: then this page alone knows, until it is closed. */
  #isNoted = true;

  constructor(db: Database, call: Call) {
    this.#db = db;
    this.#call = call;
  }

  async noted(): Promise<Me | undefined> {
    const me = await this.#db.get('notes', 'me');
    return typeof me === 'object' && 'account' in me ? me : undefined;
  }

  async signedIn(me: Me): Promise<void> {
    this.#isNoted = await this.#db.put('notes', me, 'me').then(
      () => true,
      () => false,
    );
    await this.#db.delete('notes', 'leaving');
  }

  /** The session is to be ended: by `endLeft`, as soon as there is signal. */
  async leaves(): Promise<void> {
    await this.#db.put('notes', true, 'leaving');
    await this.#db.delete('notes', 'me');
  }

  /** Ends the session that was left, if there is one and the server can be reached. */
  async endLeft(): Promise<void> {
    if ((await this.#db.get('notes', 'leaving')) !== true) return;
    try {
      await this.#call('driverSignOut', {});
      await this.#db.delete('notes', 'leaving');
    } catch {
      // asked again with the next request
    }
  }

  /** Who signed in on another page of this phone since `me` did: the cookie is theirs. */
  async successorOf(me: Me | undefined): Promise<Me | undefined> {
    const noted = await this.noted();
    return this.#isNoted && me !== undefined && noted !== undefined && noted.account !== me.account ? noted : undefined;
  }
}
