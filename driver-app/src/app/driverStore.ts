/** What the driver's screens show: the kept runs with every recorded fact, fed by the stream when there is signal. */
import {
  NoAnswer,
  ProblemError,
  remedyOf,
  whole,
  type Call,
  type EpochMs,
  type FactBatch,
  type RunEvent,
  type RunId,
  type SyncAnswer,
} from '@passaggio/contracts';
import type { LiveNeeds } from '@passaggio/ui';
import type { Database } from '../offline/database.ts';
import type { Tap } from '../offline/decide.ts';
import { asideIn, clearAside, record, type Recording } from '../offline/factQueue.ts';
import { forgetRuns, hearKeys, hearRuns, markSeen, readKept } from '../offline/runsKept.ts';
import { openSender, type Sender, type SenderNeeds } from '../offline/sender.ts';
import type { Reading } from '../offline/time.ts';
import type { TimeKeeper } from '../offline/timeKeeper.ts';
import { nothingYet, type DriverState } from './driverState.ts';
import { followRuns, type RunsFollowed } from './runsFollowed.ts';
import { earliestKept, shown } from './shown.ts';
import { WhoDrives } from './whoDrives.ts';

export interface StoreNeeds extends Pick<SenderNeeds, 'alone' | 'after' | 'random' | 'newId'> {
  readonly db: Database;
  readonly call: Call;
  readonly time: TimeKeeper;
  readonly open: LiveNeeds['open'];
  /** Tells the other tabs of this device. */
  readonly tell: () => void;
}

export class DriverStore {
  state: DriverState = nothingYet;
  readonly #needs: StoreNeeds;
  readonly #sender: Sender;
  readonly #listeners = new Set<() => void>();
  readonly #who: WhoDrives;
  #followed: RunsFollowed | undefined;

  private constructor(needs: StoreNeeds) {
    this.#needs = needs;
    this.#who = new WhoDrives(needs.db, needs.call);
    this.#sender = openSender({
      ...needs,
      send: (batch: FactBatch) => this.#asItself((ask) => ask('recordFacts', { body: { ...batch, sent: needs.time.sent() } })),
      account: () => (this.state.session === 'open' ? this.state.me?.account : undefined),
      changed: () => void this.reread().then(() => needs.tell()),
      signedOut: () => this.#sessionEnded(),
    });
  }

  /** Shows what is kept at once; asks the server after. */
  static async open(needs: StoreNeeds): Promise<DriverStore> {
    const store = new DriverStore(needs);
    const [me, heardAt] = await Promise.all([store.#who.noted(), needs.db.get('notes', 'heardAt')]);
    if (me !== undefined) store.#set({ me, session: 'open' });
    if (typeof heardAt === 'number') store.#set({ heardAt: heardAt as EpochMs });
    await store.reread();
    if (me !== undefined) store.#follow();
    return store;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Recorded on this device before the screen changes; then sent. */
  async tap(run: RunId, tap: Tap): Promise<Recording> {
    const recording = await record(this.#needs.db, run, tap, this.#needs.time.stamp());
    await this.reread();
    this.#needs.tell();
    void this.#sender.wake();
    return recording;
  }

  /** Signs in; a session that was left without signal is ended by it. */
  async signIn(number: string, pin: string): Promise<void> {
    const me = await this.#needs.alone(async () => {
      const signed = await this.#ask((ask) => ask('driverSignIn', { body: { number: number as never, pin: pin as never } }));
      await this.#who.signedIn(signed); // before another page sends anything with the new cookie
      return signed;
    });
    this.#set({ me, session: 'open' });
    await this.reread();
    this.#follow();
    await this.refresh();
  }

  /** The queue stays: it belongs to the device. */
  async signOut(): Promise<void> {
    await this.#who.leaves();
    this.#unfollow();
    this.#set({ me: undefined, session: 'none', runs: [], areRunsRead: false });
    this.#needs.tell();
    await this.#who.endLeft();
  }

  /** There may be signal again, or the phone woke. */
  async refresh(): Promise<void> {
    if (this.state.me === undefined) return this.#who.endLeft();
    await this.reread(); // the page may have slept while another driver signed in
    this.#followed?.refresh();
    const sent = this.#sender.wake();
    try {
      const { runs, keys } = await this.#ask((ask) => ask('myRuns', {}));
      await this.#heard(runs.map(whole));
      await hearKeys(this.#needs.db, keys ?? []);
      await this.reread();
      this.#set({ areRunsRead: true });
      await forgetRuns(this.#needs.db, earliestKept(this.#needs.time.now().at));
      this.#set({ isDiskFull: false });
    } catch (error) {
      if (error instanceof NoAnswer) this.#set({ link: 'away' });
      else if (!(error instanceof ProblemError)) this.#set({ isDiskFull: true });
    }
    await sent;
  }

  async seen(run: RunId): Promise<void> {
    await markSeen(this.#needs.db, run);
    await this.reread();
  }

  /** Dispatch was told by word. */
  async asideTold(): Promise<void> {
    await clearAside(this.#needs.db);
    await this.reread();
  }

  /** Another tab, an answer or the stream changed what is kept, or who drives. */
  async reread(): Promise<void> {
    const successor = await this.#who.successorOf(this.state.me);
    if (successor !== undefined) {
      this.#unfollow();
      this.#set({ me: successor, session: 'open', areRunsRead: false });
    }
    const [kept, noted] = await Promise.all([readKept(this.#needs.db), this.#needs.db.get('notes', 'aside')]);
    const seen = shown(kept, this.state.me?.account);
    this.#set({ ...seen, aside: [...asideIn(noted), ...seen.aside] });
    if (successor !== undefined) this.#follow();
  }

  /** Facts are never sent in the name of one driver with the cookie of another: they would be refused, and gone. */
  async #asItself<T extends { now: EpochMs }>(what: (call: Call) => Promise<T>): Promise<T> {
    if ((await this.#who.successorOf(this.state.me)) === undefined) return this.#ask(what);
    await this.reread();
    throw new NoAnswer('recordFacts');
  }

  #sessionEnded(): void {
    if (this.state.session !== 'open') return;
    this.#unfollow();
    this.#set({ session: 'ended' });
  }

  async #heard(events: readonly RunEvent[], isReset = false): Promise<void> {
    const account = this.state.me?.account;
    if (account === undefined) return;
    await hearRuns(this.#needs.db, account, events, isReset);
    await this.reread();
    this.#needs.tell();
    this.#follow();
  }

  #follow(): void {
    const needs = this.#needs;
    this.#followed ??= followRuns(
      {
        open: async (door, hears) => {
          const link = await needs.open(door, { ...hears, up: () => (hears.up(), void this.refresh()) });
          return {
            ...link,
            sync: (ask) =>
              this.#timed(
                () => link.sync(ask) as Promise<{ answer?: { now?: EpochMs } }>,
                (reply) => reply.answer?.now,
              ),
          };
        },
        overHttp: (ask) => this.#ask((call): Promise<SyncAnswer> => call('driverSync', { query: { ...ask, after: String(ask.after) } })),
        after: needs.after,
        link: (link) => this.#set({ link }),
        ended: () => this.#sessionEnded(),
      },
      (events, isReset) => void this.#heard(events, isReset),
    );
    this.#followed.follow(this.state.runs.map(({ view }) => view));
  }

  #unfollow(): void {
    this.#followed?.close();
    this.#followed = undefined;
  }

  async #ask<T extends { now: EpochMs }>(what: (call: Call) => Promise<T>): Promise<T> {
    try {
      if (this.state.me === undefined) await this.#who.endLeft();
      return await this.#timed(
        () => what(this.#needs.call),
        (answer) => answer.now,
      );
    } catch (error) {
      if (error instanceof ProblemError && remedyOf(error.problem) === 'sign-in') this.#sessionEnded();
      throw error;
    }
  }

  /** Each answer is a contact: its round trip says how sure the time is. */
  async #timed<T>(ask: () => Promise<T>, nowOf: (answer: T) => EpochMs | undefined): Promise<T> {
    const sent: Reading = this.#needs.time.read();
    const answer = await ask();
    const now = nowOf(answer);
    if (now === undefined) return answer;
    this.#needs.time.learn(now, sent);
    this.#set({ heardAt: now, link: 'live' });
    void this.#needs.db.put('notes', now, 'heardAt');
    return answer;
  }

  #set(change: Partial<DriverState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
