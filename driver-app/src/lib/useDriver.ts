/** The driver's store and the corrected time, for every screen. */
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { DriverState } from '../app/driverState.ts';
import type { DriverStore } from '../app/driverStore.ts';
import type { Now } from '../offline/time.ts';

export interface Driver {
  readonly store: DriverStore;
  readonly now: () => Now;
  readonly showLanguages: () => void;
}

export const DriverContext = createContext<Driver | undefined>(undefined);

export function useDriver(): Driver {
  const driver = useContext(DriverContext);
  if (driver === undefined) throw new Error('no driver here: expected a DriverContext above');
  return driver;
}

export function useDriverState(): DriverState {
  const { store } = useDriver();
  return useSyncExternalStore(store.subscribe, () => store.state);
}

/** The corrected time, anew each second. */
export function useNow(): Now {
  const { now } = useDriver();
  const [shown, setShown] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setShown(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return shown;
}
