/** Whose rides are shown: who the server says it is, or what the rider's own phone remembers. */
import { ProblemError, remedyOf, type Me, type Pin } from '@passaggio/contracts';
import { endSession, startAnew } from '../../features/account/endSession.ts';
import { hand } from '../../features/account/hand.ts';
import { kept } from '../../features/rides/kept.ts';
import { memory, timeSince, type Remembered } from '../../features/rides/memory.ts';
import { RiderStore, type StoreNeeds } from '../../features/rides/riderStore.ts';
import { call, isAskingHere, stream, time } from '../../lib/rider/api.ts';
import { preferences } from '../../lib/rider/preferences.ts';

/** Whose rides are open. */
export interface Here {
  readonly me: Me;
  readonly store: RiderStore;
  /** `me` is what the phone remembers. */
  readonly isRemembered: boolean;
}
/** Signed in, and not asked yet whose phone it is. */
export interface Asked {
  readonly asked: Me;
  readonly pin: Pin;
}
/** `locked`: the rider's own phone remembers nothing, and the server asks for the PIN before it says who it is. */
export type Session = Here | Asked | 'unknown' | 'none' | 'unread' | 'ending' | 'locked';

export interface Found {
  readonly me: Me;
  readonly known?: Remembered;
}

/** On the rider's own phone, before the server has said anything: what it remembers, never without what was not sent yet. */
export function remembered(): Found | undefined {
  if (!preferences.mine() || preferences.leaving() || (kept.isAny() && !isAskingHere())) return undefined;
  const known = memory.read();
  return known && { me: known.me, known };
}

/** Neither the rider's own phone nor in the hand that signed in: nobody is shown here, whatever the server says. */
export const isNobodys = (): boolean => !preferences.mine() && !hand.isHere() && !preferences.leaving();

/** A session is for the phone it was begun on, where that is the rider's own, or else for the hand that began it. */
export async function findMe(): Promise<Found | 'none' | 'unread' | 'locked'> {
  try {
    if (preferences.leaving()) await endSession();
    const me = await call('riderMe', {});
    if (preferences.mine() || hand.isHere()) return { me };
    await endSession();
    return 'none';
  } catch (error) {
    if (!(error instanceof ProblemError)) return 'unread';
    if (error.problem.code === 'locked') return preferences.mine() ? 'locked' : endLocked();
    return remedyOf(error.problem) === 'sign-in' ? 'none' : 'unread';
  }
}

/** A borrowed phone that nobody used for so long is in another hand. */
async function endLocked(): Promise<'none' | 'unread'> {
  try {
    await endSession();
    return 'none';
  } catch {
    return 'unread';
  }
}

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** @param show  what follows when the server has ended the session */
export function open({ me, known }: Found, show: (session: 'none' | 'ending') => void): Here {
  time.learn(known === undefined ? me.now : timeSince(known, Date.now()));
  const signedOut = (): void => {
    memory.forget();
    if (preferences.mine()) return show('none');
    show('ending');
    startAnew();
  };
  const keep: StoreNeeds['keep'] = (before, list) => {
    const isKept = kept.write(me.account, before, list);
    document.documentElement.toggleAttribute('data-keeps-page', !isKept); // what is here alone goes with the page
    return isKept;
  };
  const store = new RiderStore(me.account, kept.read(me.account), { call, stream, time, after, keep, signedOut, newId: () => crypto.randomUUID() }, known);
  if (known === undefined) store.begin();
  return { me, store, isRemembered: known !== undefined };
}

/** On the rider's own phone: what is heard is there again at once, and without signal. */
export function remember({ me, store }: Here): void {
  const { cards, choices, link, reading } = store.state;
  if (!preferences.mine() || link !== 'live' || reading !== 'loaded') return;
  const chosen = typeof choices === 'string' ? {} : { choices };
  const whole = [...cards.values()].filter((card) => card.reduced !== true);
  if (!store.state.isLocked) return memory.write({ me, cards: whole, ...chosen, at: store.aliveAt ?? time.now(), deviceAt: Date.now() });
  const before = memory.read(); // as old as what was told last in full: a locked session hears of one ride only
  if (before !== undefined) memory.write({ ...before, cards: whole });
}
