/**
 * Hands new events to whoever listens to a stream: sockets' rooms, simulated phones. What is sent stands in the log, in order, without
 * gaps: told with the growth where the store has it at hand, else read.
 */
import type { StreamEvent } from '@passaggio/contracts';
import type { Store, StreamEvent as StoredEvent } from '../ports/store.ts';
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
  /** Number of the event handed over last; undefined until the stream's end has been read. */
  last: number | undefined;
  begun: Promise<void>;
  /** Events that are in the log and were told with their growth. */
  told: StoredEvent[];
  /** Whether it grew by events that nobody told since it was last looked at. */
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
  const handAll = (events: readonly StoredEvent[], one: Followed) => {
    for (const event of events) {
      one.last = event.n;
      hand({ ...event, epoch } as StreamEvent, one.listeners);
    }
  };
  /** Events that follow on what was handed over are handed over as they were told; where one is missing, the log is read. */
  const handTold = (one: Followed) => {
    const told = one.told.filter(({ n }) => n > one.last!);
    one.told = [];
    if (told.some(({ n }, i) => n !== one.last! + 1 + i)) one.again = true;
    else handAll(told, one);
  };
  const readOn = async (stream: string, one: Followed): Promise<void> => {
    epoch ??= await store.streams.epoch(); // a restore is made while no server runs
    for (handTold(one); one.again; handTold(one)) {
      one.again = false;
      for (let full = true; full;) {
        const events = await store.streams.after(stream, one.last!, PAGE);
        handAll(events, one);
        full = events.length === PAGE;
      }
    }
  };
  const wake = (stream: string, one: Followed) => {
    if (reading.has(one) || one.last === undefined) return;
    const read = turn()
      .then(() => readOn(stream, one))
      .then(
        () => {
          reading.delete(one);
          if (one.again || one.told.length > 0) wake(stream, one); // grew after the last look
        },
        (cause: unknown) => {
          reading.delete(one);
          failed(cause);
          one.again = true;
          later(stream, one);
        },
      );
    reading.set(one, read);
  };
  const later = (stream: string, one: Followed) => {
    if (closed) return;
    const timer = setTimeout(() => {
      retries.delete(timer);
      if (followed.get(stream) === one) wake(stream, one);
    }, retryAfter);
    retries.add(timer);
  };
  const begin = async (stream: string, one: Followed): Promise<void> => {
    one.last = (await store.streams.bounds(stream)).last;
    if (one.again || one.told.length > 0) wake(stream, one); // what came while the end was read
  };
  const leave = (stream: string, one: Followed, listener: Listener) => {
    one.listeners.delete(listener);
    if (one.listeners.size === 0 && followed.get(stream) === one) followed.delete(stream);
  };
  const stop = store.onGrowth((streams, stored) => {
    const known = new Set(stored.map(({ stream }) => stream));
    for (const event of stored) followed.get(event.stream)?.told.push(event);
    for (const stream of streams) {
      const one = followed.get(stream);
      if (one === undefined) continue;
      one.again ||= !known.has(stream);
      wake(stream, one);
    }
  });

  return {
    async subscribe(stream, listener) {
      let one = followed.get(stream);
      if (one === undefined) {
        one = { listeners: new Set(), last: undefined, begun: Promise.resolve(), told: [], again: false };
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
