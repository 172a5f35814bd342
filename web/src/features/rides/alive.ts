/** Until when the link is known to have been alive. A page that slept does not know: what it showed is as old as its last sign of life. */

/** Milliseconds between looks, and how late one may be: a phone that sleeps holds up timers. */
const BEAT = 15_000;
const LATE = 60_000;

export interface Alive {
  /** Server time; undefined before anything was heard. */
  readonly at: number | undefined;
  /** The server said something. */
  heard(): void;
  close(): void;
}

/** @param now  server time */
export function openAlive(now: () => number, after: (ms: number, act: () => void) => () => void): Alive {
  let at: number | undefined;
  let looked: number | undefined;
  let cancel = (): void => {};
  const look = (): void => {
    const slept = looked !== undefined && now() - looked > LATE;
    looked = now();
    if (slept) return; // the next word of the server begins anew
    at = now();
    cancel = after(BEAT, look);
  };
  return {
    get at() {
      return at;
    },
    heard: () => {
      cancel();
      looked = undefined;
      look();
    },
    close: () => cancel(),
  };
}
