/**
 * The hand that holds a borrowed phone: it signed in in this tab and has tapped since. Another tab, a tab opened anew and a clock put back are
 * another hand.
 */
import { MINUTE } from '@passaggio/contracts';

const KEY = 'hand';
/** Without a tap for so long, a borrowed phone has gone on to somebody else. */
export const PATIENCE_MS = 5 * MINUTE;

export const hand = {
  /** It taps: kept over a reload. */
  touch: (): void => {
    try {
      sessionStorage.setItem(KEY, String(Date.now()));
    } catch {
      return; // after a reload it has to sign in again
    }
  },
  isHere: (): boolean => {
    const ms = hand.untouched();
    return ms !== undefined && ms >= 0 && ms < PATIENCE_MS;
  },
  /** ms since its last tap in this tab, by the phone's clock; undefined where there was none. */
  untouched: (): number | undefined => {
    try {
      const at = sessionStorage.getItem(KEY);
      return at === null ? undefined : Date.now() - Number(at);
    } catch {
      return undefined;
    }
  },
};
