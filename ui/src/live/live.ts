/**
 * Follows streams over one socket, with catch-up over HTTP while the socket is away. A client sends nothing but `sync`; every
 * command is HTTP.
 */
import type { Door, EventBody, Snapshot, StreamEvent, SyncAnswer, SyncAsk } from '@passaggio/contracts';
import { caughtUp, receive, unread, type Reading, type Step } from './streamReader.ts';

/** What the socket must do; socket.io in the apps (`openSocket`), a fake in tests. */
export interface Link {
  readonly connected: () => boolean;
  /** Resolves with the server's reply; rejects when none came in time. */
  sync(ask: SyncAsk): Promise<unknown>;
  close(): void;
}
export interface LinkHears {
  up(): void;
  down(): void;
  event(event: unknown): void;
  ended(): void;
}

/** Reads what arrived; throws where it is something else. */
interface Schema<T> {
  parse(raw: unknown): T;
}

export interface LiveNeeds {
  readonly open: (door: Door, hears: LinkHears) => Promise<Link>;
  /** `riderSync`, `driverSync` or `staffSync` over HTTP. */
  readonly overHttp: (ask: SyncAsk) => Promise<SyncAnswer>;
  readonly door: Door;
  /** What comes over the socket is read by these: a page brings what its streams need. */
  readonly schemas: { readonly event: Schema<StreamEvent>; readonly answer: Schema<SyncAnswer> };
  /** Runs `act` after `ms`; returns its cancel. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** From 0 to 1, drawn by lot. */
  readonly random?: (() => number) | undefined;
  /** The server's time now, with each answer to `sync`: for `ServerTime.learn`. What was shown is true until the link goes away. */
  readonly contact: (now: number) => void;
  /** Of the pages that the server has, with each answer to `sync`: for `release.heard`. */
  readonly build?: ((build: string | undefined) => void) | undefined;
  /** `away`: what is shown may be old. */
  readonly link: (state: 'live' | 'away') => void;
  /** The session ended: sign in again. */
  readonly ended: () => void;
}

export interface Follower {
  snapshot(snapshot: Snapshot): void;
  /** All that came at once, in order: show the end of it. */
  events(bodies: readonly EventBody[]): void;
}

export interface Live {
  /** @returns stop following */
  follow(stream: string, follower: Follower): () => void;
  /** Ask every stream again now, e.g. when the phone wakes. */
  refresh(): void;
  close(): void;
}

/** While the socket is away, HTTP is asked about this often. */
const POLL_MS = 15_000;
/** A socket that was lost comes back by itself within seconds (`again.ts`): HTTP is asked later, or it would be in its way. */
const LOST_MS = 60_000;
/** After an ask without an answer, doubled up to `POLL_MS`. */
const RETRY_MS = 3_000;

interface Followed {
  reading: Reading;
  readonly follower: Follower;
  asking: boolean;
  /** Asked for while an answer was under way. */
  again: boolean;
  /** Asks without an answer, one after the other. */
  tries: number;
  cancel: () => void;
}

export function openLive(needs: LiveNeeds): Live {
  const random = needs.random ?? Math.random;
  const followed = new Map<string, Followed>();
  let link: Link | undefined;
  let closed = false;
  let wasUp = false;

  const take = (stream: string, step: Step): void => {
    const one = followed.get(stream);
    if (one === undefined) return;
    one.reading = step.reading;
    if (step.snapshot !== undefined) one.follower.snapshot(step.snapshot);
    if (step.bodies.length > 0) one.follower.events(step.bodies);
    if (step.sync) void ask(stream);
  };

  const fetched = async (askFor: SyncAsk): Promise<SyncAnswer> => {
    if (link?.connected() !== true) return needs.overHttp(askFor);
    const reply = (await link.sync(askFor)) as { ok: boolean; answer?: unknown; code?: string };
    if (!reply.ok) throw new Error(`sync of ${askFor.stream}: ${reply.code ?? 'no code'}`);
    return needs.schemas.answer.parse(reply.answer);
  };

  const read = (raw: unknown): StreamEvent | undefined => {
    try {
      return needs.schemas.event.parse(raw);
    } catch {
      return undefined;
    }
  };

  /** One timer a stream: what is sooner replaces what was to come. */
  const later = (stream: string, ms: number): void => {
    const one = followed.get(stream);
    if (one === undefined || closed) return;
    one.cancel();
    one.cancel = needs.after(ms, () => void ask(stream));
  };

  /** A restart sends everybody away at once: they do not all ask at once. */
  const around = (ms: number): number => ms * (0.5 + random());

  const pollAll = (ms: number): void => {
    for (const stream of followed.keys()) later(stream, around(ms));
  };

  const ask = async (stream: string): Promise<void> => {
    const one = followed.get(stream);
    if (one === undefined || closed) return;
    one.again = one.asking;
    if (one.asking) return;
    one.cancel();
    one.asking = true;
    try {
      const answer = await fetched({ stream, epoch: one.reading.epoch, after: one.reading.last });
      if (closed) return;
      needs.contact(answer.now);
      needs.build?.(answer.build);
      needs.link('live');
      Object.assign(one, { asking: false, tries: 0 });
      if (link?.connected() !== true) later(stream, around(POLL_MS));
      const step = caughtUp(one.reading, answer);
      const moved = step.bodies.length > 0 || step.snapshot !== undefined;
      take(stream, moved ? step : { ...step, sync: false });
      if (step.sync && !moved) later(stream, RETRY_MS);
      if (one.again) void ask(stream);
    } catch {
      if (closed) return;
      one.asking = false;
      needs.link('away');
      if (one.again) return void ask(stream);
      later(stream, around(Math.min(RETRY_MS * 2 ** one.tries, POLL_MS)));
      one.tries += 1;
    }
  };

  const refresh = (): void => {
    for (const stream of followed.keys()) void ask(stream);
  };

  const hears: LinkHears = {
    up: () => {
      wasUp = true;
      refresh();
    },
    down: () => {
      if (!wasUp) return; // HTTP says how it is
      wasUp = false;
      needs.link('away');
      pollAll(LOST_MS);
    },
    event: (raw) => {
      const event = read(raw);
      if (event === undefined) return refresh();
      const one = followed.get(event.stream);
      if (one !== undefined) take(event.stream, receive(one.reading, event));
    },
    ended: needs.ended,
  };

  /** Without signal its library may not come: it is asked for until it does, and HTTP meanwhile. */
  const openLink = async (): Promise<void> => {
    if (closed) return;
    try {
      const opened = await needs.open(needs.door, hears);
      if (closed) return opened.close();
      link = opened;
    } catch {
      needs.after(around(POLL_MS), () => void openLink());
    }
  };
  void openLink();

  return {
    follow: (stream, follower) => {
      const one: Followed = { reading: unread, follower, asking: false, again: false, tries: 0, cancel: () => {} };
      followed.set(stream, one);
      void ask(stream);
      return () => {
        one.cancel();
        followed.delete(stream);
      };
    },
    refresh,
    close: () => {
      closed = true;
      for (const { cancel } of followed.values()) cancel();
      followed.clear();
      link?.close();
    },
  };
}
