import { MINUTE } from '@passaggio/contracts';
import { idle } from '@passaggio/ui';
import { useEffect } from 'react';

/** A little more than the minute to which the server writes it down. */
const EVERY = MINUTE + 1_000;

/**
 * While the page is open and looked at, the server hears so: it locks a session that nobody uses. A page that was hidden says so at once when it is back.
 *
 * @param store  undefined: nobody is to be kept in
 */
export function useKeptOpen(store: { keepOpen(): void } | undefined): void {
  useEffect(() => {
    if (store === undefined) return;
    let isOver = false;
    const tell = (): void => {
      if (!isOver && document.visibilityState === 'visible') store.keepOpen();
    };
    void idle().then(tell);
    const timer = setInterval(tell, EVERY);
    document.addEventListener('visibilitychange', tell);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [store]);
}
