import { useEffect, useRef } from 'react';
import { hand, PATIENCE_MS } from './hand.ts';
import { untouched } from './untouched.ts';

const TAPS = ['pointerdown', 'keydown'] as const;

/**
 * Tells when nobody has tapped a borrowed phone for five minutes. A page that was hidden is looked at as soon as it is back: timers of
 * hidden pages stand still.
 *
 * @param watched  false: nothing is watched
 */
export function useHand(watched: boolean, gone: () => void): void {
  const latest = useRef(gone);
  useEffect(() => {
    latest.current = gone;
  });
  useEffect(() => {
    if (!watched) return;
    const time = untouched({ steady: () => performance.now(), wall: Date.now }, hand.untouched() ?? 0);
    let timer: number | undefined;
    const isGone = (): boolean => {
      window.clearTimeout(timer);
      const left = PATIENCE_MS - time.ms();
      if (left > 0) timer = window.setTimeout(isGone, left);
      else latest.current();
      return left <= 0;
    };
    const tap = (): void => {
      if (isGone()) return; // the first tap of the next hand
      time.touch();
      hand.touch();
    };
    isGone();
    for (const name of TAPS) document.addEventListener(name, tap, true);
    document.addEventListener('visibilitychange', isGone);
    window.addEventListener('focus', isGone);
    return () => {
      window.clearTimeout(timer);
      for (const name of TAPS) document.removeEventListener(name, tap, true);
      document.removeEventListener('visibilitychange', isGone);
      window.removeEventListener('focus', isGone);
    };
  }, [watched]);
}
