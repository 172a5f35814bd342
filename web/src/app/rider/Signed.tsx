import { ProblemError, type Me, type Pin } from '@passaggio/contracts';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Card } from '../../features/account/card.ts';
import { endSession, startAnew } from '../../features/account/endSession.ts';
import { hand } from '../../features/account/hand.ts';
import { lock } from '../../features/account/lock.ts';
import { SignIn } from '../../features/account/SignIn.tsx';
import { useHand } from '../../features/account/useHand.ts';
import { useLock } from '../../features/account/useLock.ts';
import { WhosePhone } from '../../features/account/WhosePhone.tsx';
import { kept } from '../../features/rides/kept.ts';
import { memory, timeSince, type Remembered } from '../../features/rides/memory.ts';
import { RiderStore, type StoreNeeds } from '../../features/rides/riderStore.ts';
import { call, time } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { later, Later } from '../../lib/rider/later.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { wipeStorage } from '../../lib/rider/wipe.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';

const loadRides = () => import('./Rides.tsx');
if (preferences.mine() || hand.isHere()) loadRides().catch(() => undefined); // beside the words
const Rides = later(async () => (await loadRides()).Rides);

/** Whose rides are open. */
export interface Here {
  readonly me: Me;
  readonly store: RiderStore;
  /** `me` is what the phone remembers. */
  readonly isRemembered: boolean;
}
/** Signed in, and not asked yet whose phone it is. */
interface Asked {
  readonly asked: Me;
  readonly pin: Pin;
}
type Session = Here | Asked | 'unknown' | 'none' | 'unread' | 'ending';

interface Found {
  readonly me: Me;
  readonly known?: Remembered;
}

/** On the rider's own phone, before the server has said anything: what it remembers. */
function remembered(): Found | undefined {
  const known = preferences.mine() && !preferences.leaving() ? memory.read() : undefined;
  return known && { me: known.me, known };
}

/** A session is for the phone it was begun on, where that is the rider's own, or else for the hand that began it. */
async function findMe(): Promise<Found | 'none' | 'unread'> {
  try {
    if (preferences.leaving()) await endSession();
    const me = await call('riderMe', {});
    if (preferences.mine() || hand.isHere()) return { me };
    await endSession();
    return 'none';
  } catch (error) {
    return error instanceof ProblemError && error.problem.code === 'not-signed-in' ? 'none' : 'unread';
  }
}

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** @param show  what follows when the server has ended the session */
function open({ me, known }: Found, show: (session: 'none' | 'ending') => void): Here {
  time.learn(known === undefined ? me.now : timeSince(known, Date.now()));
  const signedOut = (): void => {
    memory.forget();
    if (preferences.mine()) return show('none');
    show('ending');
    startAnew();
  };
  const keep: StoreNeeds['keep'] = (before, list) => kept.write(me.account, before, list);
  const store = new RiderStore(me.account, kept.read(me.account), { call, time, after, keep, signedOut, newId: () => crypto.randomUUID() }, known);
  if (known === undefined) store.begin();
  return { me, store, isRemembered: known !== undefined };
}

/** On the rider's own phone: what is heard is there again at once, and without signal. */
function remember({ me, store }: Here): void {
  const { cards, choices, link, reading } = store.state;
  if (!preferences.mine() || link !== 'live' || reading !== 'loaded') return;
  const chosen = typeof choices === 'string' ? {} : { choices };
  memory.write({ me, cards: [...cards.values()], ...chosen, at: time.now(), deviceAt: Date.now() });
}

/** Who it is, then the rides. What a rider sees is opened with the session and closed with it. */
export function Signed({ card }: { readonly card: Card | undefined }) {
  const [session, setSession] = useState<Session>('unknown');
  const go = useGo();
  const isOpen = typeof session !== 'string';
  const shut = (): void => {
    if (isOpen && 'store' in session) session.store.close(); // keeps nothing more
  };
  const next = (): void => {
    shut();
    setSession('ending');
    startAnew();
  };
  useHand(isOpen && !preferences.mine(), next);
  const { shut: isShut, open: unlock } = useLock(isOpen && preferences.mine());

  useLayoutEffect(() => {
    if (session !== 'unknown') return;
    const show = (found: Found | 'none' | 'unread'): void => setSession(typeof found === 'string' ? found : open(found, setSession));
    const known = remembered();
    if (known !== undefined) return show(known);
    let gone = false;
    void findMe().then((found) => {
      if (!gone) show(found);
    });
    return () => {
      gone = true;
    };
  }, [session]);

  const here = isOpen && 'store' in session ? session : undefined;
  useEffect(() => {
    if (here?.isRemembered !== true) return;
    let gone = false;
    call('riderMe', {}).then(
      (me) => {
        if (gone) return;
        if (me.account === here.me.account) return setSession({ ...here, me, isRemembered: false });
        memory.forget(); // somebody else's
        setSession('unknown');
      },
      () => undefined, // away: asked again when the page is opened; ended: the store hears it too
    );
    return () => {
      gone = true;
    };
  }, [here]);

  const store = here?.store;
  useEffect(() => {
    if (store === undefined) return;
    store.begin(); // what is remembered has been painted
    const wake = (): void => {
      if (document.visibilityState === 'visible') store.refresh();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      store.close();
    };
  }, [store]);
  useEffect(() => {
    if (session === 'none') loadRides().catch(() => undefined); // under way while the number is typed
  }, [session]);
  useEffect(() => here?.store.subscribe(() => remember(here)), [here]);

  const leave = (): void => {
    shut();
    wipeStorage();
    go('/clock');
    endSession().catch(() => undefined);
  };

  if (session === 'unknown' || session === 'ending') return null;
  if (session === 'unread') return <Unread retry={() => setSession('unknown')} leave={leave} />;
  if (session === 'none') {
    const signedIn = (me: Me, pin: Pin): void => {
      preferences.setLeaving(false);
      preferences.setMine(false);
      memory.forget();
      lock.forget();
      unlock();
      hand.touch();
      setSession({ asked: me, pin });
    };
    return <SignIn card={card} signedIn={signedIn} leave={leave} />;
  }
  if ('asked' in session) {
    const answer = async (whose: 'mine' | 'borrowed'): Promise<void> => {
      if (whose === 'mine') await lock.set(session.pin);
      preferences.setMine(whose === 'mine');
      setSession(open({ me: session.asked }, setSession));
    };
    return <WhosePhone answer={(whose) => void answer(whose)} leave={leave} />;
  }
  return (
    <Later leave={leave}>
      <Rides here={session} leave={leave} next={preferences.mine() ? undefined : next} unlock={isShut ? unlock : undefined} />
    </Later>
  );
}

function Unread({ retry, leave }: { readonly retry: () => void; readonly leave: () => void }) {
  const { t } = useRiderWords();
  return (
    <Screen name="unread" title="Passaggio" leave={leave}>
      <Notice icon="no-signal" tone="stop" shows={say('common.noAnswer')}>
        {t('common.noAnswer')}
      </Notice>
      <Forward icon="again" say={say('common.retry')} act={retry}>
        {t('common.retry')}
      </Forward>
    </Screen>
  );
}
