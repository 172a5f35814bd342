/**
 * Reads the event log and hands new events to whoever listens to a stream: sockets' rooms, simulated phones. Growth is only a
 * wake-up; what is sent is always read from the log, in order, without gaps.
 */
import type { StreamEvent } from '@passaggio/contracts';
import type { Store } from '../ports/store.ts';
import { turns } from '../usecases/turns.ts';

export type Listener = (event: StreamEvent) => void;

export interface Relay {
  /**
   * Events after the stream's present end. Returns the end of it.
   *
   * @throws StoreAway where the present end cannot be read; nobody listens then
   */
  subscribe(stream: string, listener: Listener): Promise<() => void>;
  /** Resolves when everything that was stored before the call has been handed over. */
  idle(): Promise<void>;
  close(): void;
}

interface Followed {
  readonly listeners: Set<Listener>;
  /** Where reading goes on; undefined until the stream's end has been read. */
  last: number | undefined;
  begun: Promise<void>;
  /** Whether it grew since it was last looked at. */
  again: boolean;
}

const PAGE = 200;
/** Streams read in one turn of the event loop: a plan tells thousands at once, and requests are to come in between. */
const A_TURN = 100;
/** After a read that failed: nobody wakes us for events that are stored already. Milliseconds. */
const RETRY = 1_000;

export function openRelay(store: Pick<Store, 'streams' | 'onGrowth'>, failed: (cause: unknown) => void, retryAfter = RETRY): Relay {
  const followed = new Map<string, Followed>();
  const reading = new Map<Followed, Promise<void>>();
  const retries = new Set<NodeJS.Timeout>();
  let epoch: string | undefined;
  const turn = turns(A_TURN);
  let closed = false;

  const hand = (event: StreamEvent, listeners: ReadonlySet<Listener>) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (cause) {
        failed(cause); // one listener's fault is not the others'
      }
    }
  };
  const readOn = async (stream: string, one: Followed): Promise<void> => {
    epoch ??= await store.streams.epoch(); // a restore is made while no server runs
    while (one.again) {
      one.again = false;
      for (let full = true; full;) {
        const events = await store.streams.after(stream, one.last!, PAGE);
        for (const event of events) {
          one.last = event.n;
          hand({ ...event, epoch } as StreamEvent, one.listeners);
        }
        full = events.length === PAGE;
      }
    }
  };
  const wake = (stream: string) => {
    const one = followed.get(stream);
    if (one === undefined) return;
    one.again = true;
    if (reading.has(one) || one.last === undefined) return;
    const read = turn()
      .then(() => readOn(stream, one))
      .then(
        () => {
          reading.delete(one);
          if (one.again) wake(stream); // grew after the last look
        },
        (cause: unknown) => {
          reading.delete(one);
          failed(cause);
          later(stream);
        },
      );
    reading.set(one, read);
  };
  const later = (stream: string) => {
    if (closed) return;
    const timer = setTimeout(() => {
      retries.delete(timer);
      wake(stream);
    }, retryAfter);
    retries.add(timer);
  };
  const begin = async (stream: string, one: Followed): Promise<void> => {
    one.last = (await store.streams.bounds(stream)).last;
    if (one.again) wake(stream); // what came while the end was read
  };
  const leave = (stream: string, one: Followed, listener: Listener) => {
    one.listeners.delete(listener);
    if (one.listeners.size === 0 && followed.get(stream) === one) followed.delete(stream);
  };
  const stop = store.onGrowth((streams) => streams.forEach(wake));

  return {
    async subscribe(stream, listener) {
      let one = followed.get(stream);
      if (one === undefined) {
        one = { listeners: new Set(), last: undefined, begun: Promise.resolve(), again: false };
        followed.set(stream, one);
        one.begun = begin(stream, one);
      }
      const mine = one;
      mine.listeners.add(listener);
      try {
        await mine.begun;
      } catch (cause) {
        leave(stream, mine, listener);
        throw cause;
      }
      return () => leave(stream, mine, listener);
    },
    async idle() {
      while (reading.size > 0) await Promise.all(reading.values());
    },
    close() {
      closed = true;
      stop();
      followed.clear();
      for (const timer of retries) clearTimeout(timer);
    },
  };
}
