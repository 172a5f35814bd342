/** Everything a signed-in rider's screens show, fed by the live stream and by answers. */
import {
  ProblemError,
  remedyOf,
  type AccountId,
  type Call,
  type CommandId,
  type EventBody,
  type RideAsk,
  type RideCard,
  type RideId,
  type Snapshot,
} from '@passaggio/contracts';
import { openLive, release, type Live, type LiveNeeds, type ServerTime } from '@passaggio/ui';
import { openAlive, type Alive } from './alive.ts';
import { cancelUntil } from './cancelUntil.ts';
import { openOutbox, type Outbox, type RiderCommand, type Unsent } from './outbox.ts';
import { withKnown } from './reduced.ts';
import { areOld, type Known, type RiderState } from './riderState.ts';

export interface StoreNeeds {
  /** @returns whether it is kept */
  readonly keep: (before: readonly Unsent[], list: readonly Unsent[]) => boolean;
  readonly call: Call;
  readonly time: ServerTime;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly newId: () => string;
  readonly signedOut: () => void;
  readonly stream: Pick<LiveNeeds, 'open' | 'schemas'>;
}

/** Milliseconds that a ride just asked for stands in front. */
const IN_FRONT = 120_000;

export class RiderStore {
  state: RiderState = {
    cards: new Map(),
    reading: 'loading',
    link: 'live',
    freshAt: undefined,
    unsent: [],
    unkept: false,
    focus: undefined,
    choices: 'loading',
    isLocked: false,
    front: undefined,
  };
  readonly #needs: StoreNeeds;
  readonly #listeners = new Set<() => void>();
  #live: Live | undefined;
  readonly #account: AccountId;
  readonly #outbox: Outbox;
  readonly #alive: Alive;
  /** Rides in the order the stream last spoke of them: an answer that took longer than the stream is older news. */
  readonly #heard = new Map<RideId, number>();
  #count = 0;
  readonly #sentAt = new Map<string, number>();

  constructor(account: AccountId, kept: readonly Unsent[], needs: StoreNeeds, known?: Known) {
    this.#needs = needs;
    this.#account = account;
    this.state = { ...this.state, unsent: kept };
    if (known !== undefined) {
      const cards = new Map(known.cards.map((card) => [card.ride, card] as const));
      this.state = { ...this.state, cards, choices: known.choices ?? 'loading', reading: 'loaded', link: 'opening', freshAt: known.at };
    }
    this.#alive = openAlive(() => needs.time.now(), needs.after);
    this.#outbox = openOutbox(kept, {
      call: needs.call,
      after: needs.after,
      now: () => needs.time.now(),
      changed: (unsent) => this.#set({ unsent, unkept: !needs.keep(this.state.unsent, unsent) }),
      answered: (command, card) => this.#answered(command, card),
      signedOut: needs.signedOut,
      locked: () => this.#lock(),
    });
  }

  /** Asks and listens from now on: once what is known has been painted. */
  begin(): void {
    if (this.#live !== undefined) return;
    const needs = this.#needs;
    this.#live = openLive({
      ...needs.stream,
      door: 'rider',
      overHttp: (ask) => this.#heed(needs.call('riderSync', { query: { ...ask, after: String(ask.after) } })),
      after: needs.after,
      contact: (now) => {
        needs.time.learn(now);
        this.#alive.heard();
      },
      build: (build) => release.heard(build),
      link: (link) => {
        if (link === 'away') {
          const freshAt = this.state.link === 'live' && this.state.reading === 'loaded' ? (this.#alive.at ?? needs.time.now()) : this.state.freshAt;
          this.#set({ link, freshAt, reading: this.state.reading === 'loading' ? 'unread' : this.state.reading });
        } else {
          this.#set({ link, reading: 'loaded' });
          this.#outbox.wake();
        }
      },
      ended: needs.signedOut,
    });
    this.#live.follow(`rider:${this.#account}`, { snapshot: (snapshot) => this.#snapshot(snapshot), events: (bodies) => this.#events(bodies) });
    void this.readChoices();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async readChoices(): Promise<void> {
    try {
      const choices = await this.#heed(this.#needs.call('choices', {}));
      this.#needs.time.learn(choices.now);
      this.#set({ choices });
    } catch {
      if (typeof this.state.choices === 'string') this.#set({ choices: 'unread' });
    }
  }

  ask(wish: Omit<RideAsk, 'id'>): void {
    const id = this.#needs.newId() as RideId;
    this.#set({ focus: id });
    this.#needs.after(IN_FRONT, () => this.#leaveFocus(id));
    this.#send({ what: 'ask', ride: id, body: { ...wish, id } });
  }

  /** Somebody looks at the page. */
  keepOpen(): void {
    this.#heed(this.#needs.call('riderKeepOpen', {})).catch(() => undefined); // said again in a minute
  }

  /** The server has seen the PIN: all is told again, and what waited is sent. */
  unlocked(): void {
    const cards = new Map([...this.state.cards].filter(([, card]) => card.reduced !== true));
    this.#set({ isLocked: false, front: undefined, cards, ...(cards.size === 0 && { reading: 'loading' }) });
    this.refresh();
    void this.readChoices();
  }

  /** @param what  the whole ride, or the way back of one who is there */
  cancel(ride: RideId, what: 'ride' | 'way-back'): void {
    const until = what === 'ride' ? cancelUntil(this.state.cards.get(ride), this.#needs.time.now()) : undefined;
    this.#send({ what: 'cancel', ride, body: { id: this.#needs.newId() as CommandId }, until });
  }

  /** @param sure  asked once more while the shift goes on */
  stillHere(ride: RideId, sure = false): void {
    this.#send({ what: 'still-here', ride, body: { id: this.#needs.newId() as CommandId, ...(sure && { sure }) } });
  }

  acknowledge(ride: RideId, change: string): void {
    this.#send({ what: 'acknowledge', ride, body: { id: this.#needs.newId() as CommandId, change } });
  }

  /** Server time until which the link is known to have been alive. */
  get aliveAt(): number | undefined {
    return this.#alive.at;
  }

  dismiss(id: string): void {
    this.#outbox.dismiss(id);
  }

  refresh(): void {
    this.#live?.refresh();
    this.#outbox.wake();
    this.#leaveFocus();
    if (areOld(this.state.choices, this.#needs.time.now())) void this.readChoices();
  }

  close(): void {
    this.#live?.close();
    this.#alive.close();
    this.#outbox.close();
    this.#listeners.clear();
  }

  #send(command: RiderCommand): void {
    this.#sentAt.set(command.body.id, this.#count);
    this.#outbox.send(command);
  }

  #answered(command: RiderCommand, card: RideCard): void {
    const sentAt = this.#sentAt.get(command.body.id) ?? 0;
    if ((this.#heard.get(card.ride) ?? 0) <= sentAt) this.#put([card]);
    if (command.what === 'ask') void this.readChoices();
  }

  /** What was asked for stands in front while its answer is news. */
  #leaveFocus(of = this.state.focus): void {
    if (this.state.focus !== undefined && this.state.focus === of) this.#set({ focus: undefined });
  }

  #snapshot(snapshot: Snapshot): void {
    if (snapshot.of !== 'rider') return;
    if (snapshot.reduced === true) return this.#lock(snapshot.cards);
    this.#dropDone(snapshot.cards);
    this.#set({ isLocked: false, front: undefined });
    this.#set({ cards: new Map(snapshot.cards.map((card) => [card.ride, card])) });
  }

  #events(bodies: readonly EventBody[]): void {
    const cards = bodies.flatMap((body) => (body.type === 'card' ? [body.card] : []));
    this.#alive.heard();
    if (cards.some(({ ride }) => ride !== this.state.focus)) this.#leaveFocus(); // news of another ride
    for (const card of cards) this.#heard.set(card.ride, ++this.#count);
    if (cards.some(({ reduced }) => reduced)) return this.#lock(cards);
    this.#put(cards);
  }

  /** @param told  of the ride in front; undefined where a call was refused and nothing is told */
  #lock(told?: readonly RideCard[]): void {
    if (told !== undefined) this.#put(told);
    this.#set({ isLocked: true, ...(told !== undefined && { front: told.at(-1)?.ride ?? 'none' }) });
  }

  #put(cards: readonly RideCard[]): void {
    this.#dropDone(cards);
    const known = this.state.cards;
    this.#set({ cards: new Map([...known, ...cards.map((card) => [card.ride, withKnown(card, known.get(card.ride))] as const)]) });
  }

  /** A cancel that took effect although its answer was lost. */
  #dropDone(cards: readonly RideCard[]): void {
    for (const { command, stopped } of this.state.unsent) {
      const isDone = cards.some(({ ride, state }) => ride === command.ride && state === 'cancelled');
      if (command.what === 'cancel' && stopped !== undefined && isDone) this.#outbox.dismiss(command.body.id);
    }
  }

  async #heed<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'locked') this.#lock();
      else if (error instanceof ProblemError && remedyOf(error.problem) === 'sign-in') this.#needs.signedOut();
      throw error;
    }
  }

  #set(change: Partial<RiderState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
