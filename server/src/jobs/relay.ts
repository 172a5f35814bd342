/**
 * Reads the event log and hands new events to whoever listens to a stream: sockets' rooms, simulated phones. Growth is only a
 * wake-up; what is sent is always read from the log, in order, without gaps.
 */
import type { StreamEvent } from '@passaggio/contracts';
import type { Store } from '../ports/store.ts';

export type Listener = (event: StreamEvent) => void;

export interface Relay {
  /** Events after the stream's present end. Returns the end of it. */
  subscribe(stream: string, listener: Listener): Promise<() => void>;
  /** Resolves when everything that was stored before the call has been handed over. */
  idle(): Promise<void>;
  close(): void;
}

interface Followed {
  readonly listeners: Set<Listener>;
  last: number;
  /** Reading now, and whether it must be read again. */
  reading: Promise<void> | undefined;
  again: boolean;
}

const PAGE = 200;

export function openRelay(store: Pick<Store, 'streams' | 'onGrowth'>, failed: (cause: unknown) => void): Relay {
  const followed = new Map<string, Followed>();

  const read = async (stream: string, one: Followed): Promise<void> => {
    const epoch = await store.streams.epoch();
    do {
      one.again = false;
      for (;;) {
        const events = await store.streams.after(stream, one.last, PAGE);
        for (const event of events) {
          one.last = event.n;
          for (const listener of one.listeners) listener({ ...event, epoch } as StreamEvent);
        }
        if (events.length < PAGE) break;
      }
    } while (one.again);
  };
  const wake = (stream: string) => {
    const one = followed.get(stream);
    if (one === undefined) return;
    one.again = true;
    one.reading ??= read(stream, one)
      .catch(failed)
      .finally(() => {
        one.reading = undefined;
      });
  };
  const stop = store.onGrowth((streams) => streams.forEach(wake));

  return {
    async subscribe(stream, listener) {
      let one = followed.get(stream);
      if (one === undefined) {
        one = { listeners: new Set(), last: Number.MAX_SAFE_INTEGER, reading: undefined, again: false };
        followed.set(stream, one);
        one.last = (await store.streams.bounds(stream)).last;
        wake(stream); // what came while the end was read
      }
      const mine = one;
      mine.listeners.add(listener);
      return () => {
        mine.listeners.delete(listener);
        if (mine.listeners.size === 0 && followed.get(stream) === mine) followed.delete(stream);
      };
    },
    async idle() {
      for (;;) {
        const busy = [...followed.values()].flatMap((one) => one.reading ?? []);
        if (busy.length === 0) return;
        await Promise.all(busy);
      }
    },
    close: stop,
  };
}
