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
  /** Runs `act` again after `ms`; returns its cancel. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** The server's time now, with each answer to `sync`: for `ServerTime.learn`. What was shown is true until the link goes away. */
  readonly contact: (now: number) => void;
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

/** While the socket is away, HTTP is asked this often. */
const POLL_MS = 15_000;
const RETRY_MS = 3_000;

export function openLive(needs: LiveNeeds): Live {
  const followed = new Map<string, { reading: Reading; readonly follower: Follower; asking: boolean; again: boolean }>();
  let link: Link | undefined;
  let closed = false;
  let cancelPoll = (): void => {};

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

  const ask = async (stream: string): Promise<void> => {
    const one = followed.get(stream);
    if (one === undefined || closed) return;
    if (one.asking) {
      one.again = true;
      return;
    }
    one.asking = true;
    one.again = false;
    try {
      const answer = await fetched({ stream, epoch: one.reading.epoch, after: one.reading.last });
      if (closed) return;
      needs.contact(answer.now);
      needs.link('live');
      one.asking = false;
      const step = caughtUp(one.reading, answer);
      const moved = step.bodies.length > 0 || step.snapshot !== undefined;
      take(stream, moved ? step : { ...step, sync: false });
      if (step.sync && !moved) needs.after(RETRY_MS, () => void ask(stream));
      if (one.again) void ask(stream);
    } catch {
      if (closed) return;
      one.asking = false;
      needs.link('away');
      needs.after(RETRY_MS, () => void ask(stream));
    }
  };

  const poll = (): void => {
    cancelPoll();
    if (closed || link?.connected() === true) return;
    cancelPoll = needs.after(POLL_MS, () => {
      for (const stream of followed.keys()) void ask(stream);
      poll();
    });
  };

  const refresh = (): void => {
    for (const stream of followed.keys()) void ask(stream);
  };

  void needs
    .open(needs.door, {
      up: () => {
        cancelPoll();
        refresh();
      },
      down: () => {
        needs.link('away');
        refresh();
        poll();
      },
      event: (raw) => {
        const event = read(raw);
        if (event === undefined) return refresh();
        const one = followed.get(event.stream);
        if (one !== undefined) take(event.stream, receive(one.reading, event));
      },
      ended: needs.ended,
    })
    .then((opened) => {
      if (closed) return opened.close();
      link = opened;
    }, poll);

  return {
    follow: (stream, follower) => {
      followed.set(stream, { reading: unread, follower, asking: false, again: false });
      void ask(stream);
      return () => followed.delete(stream);
    },
    refresh,
    close: () => {
      closed = true;
      cancelPoll();
      followed.clear();
      link?.close();
    },
  };
}
