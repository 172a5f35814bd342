import type { Me } from '@passaggio/contracts';
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { RiderState } from './riderState.ts';
import type { RiderStore } from './riderStore.ts';

/** What screens do with rides: real ones, or those of the practice booking. */
export type Rides = Pick<RiderStore, 'state' | 'subscribe' | 'readChoices' | 'ask' | 'cancel' | 'stillHere' | 'acknowledge' | 'dismiss' | 'refresh'>;

export interface Rider {
  readonly me: Me;
  readonly store: Rides;
  readonly zone: string;
  /** Server time. */
  readonly now: () => number;
  readonly leave: () => void;
  /** On a borrowed phone: signs out, for the next person. */
  readonly next: (() => void) | undefined;
  /** A practice booking: the way on in it. Nothing is asked that concerns real rides only. */
  readonly practice?: ReactNode;
}

export const RiderContext = createContext<Rider | undefined>(undefined);

export function useRider(): Rider {
  const rider = useContext(RiderContext);
  if (rider === undefined) throw new Error('nobody is signed in here: expected a RiderContext above');
  return rider;
}

export function useRiderState(): RiderState {
  const { store } = useRider();
  return useSyncExternalStore(store.subscribe, () => store.state);
}

/** Server time, fresh every few seconds: minutes and "as of" count on by themselves. */
export function useNow(): number {
  const { now } = useRider();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now();
}
