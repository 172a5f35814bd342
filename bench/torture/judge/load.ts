/** Keeps so many requests in flight, until it is told to stop or the product is dead. */
import type { Delivery } from './commands.ts';

export interface Load {
  readonly inFlight: number;
  start(): void;
  /** Nobody begins anything new; resolves when everybody has an answer or knows that there will be none. */
  stop(): Promise<void>;
}

/**
 * @param act    one request, by one of many people
 * @param alive  asked after a connection was lost
 */
export function openLoad(people: number, act: () => Promise<Delivery>, alive: () => Promise<boolean>): Load {
  let [inFlight, going] = [0, false];
  let working: Promise<unknown> = Promise.resolve();
  const person = async (): Promise<void> => {
    while (going) {
      inFlight += 1;
      const delivery = await act().finally(() => (inFlight -= 1));
      if (delivery === 'away' && !(await alive())) return;
    }
  };
  return {
    get inFlight() {
      return inFlight;
    },
    start() {
      going = true;
      working = Promise.all(Array.from({ length: people }, person));
    },
    async stop() {
      going = false;
      await working;
    },
  };
}
