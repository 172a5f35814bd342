import { useEffect, useState } from 'react';
import { lock } from './lock.ts';

const TAPS = ['pointerdown', 'keydown'] as const;

interface Locked {
  readonly shut: boolean;
  readonly open: () => void;
  /** The server has locked the session: the phone is shut too, also after a reload without signal. */
  readonly close: () => void;
}

/**
 * Whether the rider's own phone shows the reduced card. A phone that is looked at stays open; one that was hidden or closed for five minutes is
 * shut before it shows anything.
 *
 * @param watched  false: nothing is watched
 */
export function useLock(watched: boolean): Locked {
  const [shut, setShut] = useState(lock.isShut);
  useEffect(() => {
    if (!watched || shut) return;
    const seen = (): void => {
      if (document.visibilityState === 'visible' && lock.isShut()) setShut(true);
      else lock.touch();
    };
    const tapped = (): void => lock.touch();
    lock.touch();
    for (const name of TAPS) document.addEventListener(name, tapped, true);
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('pagehide', tapped);
    return () => {
      for (const name of TAPS) document.removeEventListener(name, tapped, true);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('pagehide', tapped);
    };
  }, [watched, shut]);
  const close = (): void => {
    lock.shut();
    setShut(true);
  };
  return { shut: watched && shut, open: () => setShut(false), close };
}
