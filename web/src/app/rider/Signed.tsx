import { ProblemError, type Me, type Pin } from '@passaggio/contracts';
import { Zone } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import { Route, Switch } from 'wouter';
import type { Card } from '../../features/account/card.ts';
import { endSession, startAnew } from '../../features/account/endSession.ts';
import { hand } from '../../features/account/hand.ts';
import { lock } from '../../features/account/lock.ts';
import { SignIn } from '../../features/account/SignIn.tsx';
import { useHand } from '../../features/account/useHand.ts';
import { useLock } from '../../features/account/useLock.ts';
import { WhosePhone } from '../../features/account/WhosePhone.tsx';
import { Book } from '../../features/book/Book.tsx';
import { Help } from '../../features/help/Help.tsx';
import { Home } from '../../features/rides/Home.tsx';
import { kept } from '../../features/rides/kept.ts';
import { Locked } from '../../features/rides/Locked.tsx';
import { memory, timeSince, type Remembered } from '../../features/rides/memory.ts';
import { RiderStore, type StoreNeeds } from '../../features/rides/riderStore.ts';
import { RiderContext, type Rider } from '../../features/rides/useRider.ts';
import { call, time } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { wipeStorage } from '../../lib/rider/wipe.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';

interface Here {
  readonly me: Me;
  readonly store: RiderStore;
}
/** Signed in, and not asked yet whose phone it is. */
interface Asked {
  readonly asked: Me;
  readonly pin: Pin;
}
type Session = Here | Asked | 'unknown' | 'none' | 'unread' | 'ending';

/** A session is for the phone it was begun on, where that is the rider's own, or else for the hand that began it. */
async function findMe(): Promise<{ me: Me; known?: Remembered } | 'none' | 'unread'> {
  try {
    if (preferences.leaving()) await endSession();
    const me = await call('riderMe', {});
    if (preferences.mine() || hand.isHere()) return { me };
    await endSession();
    return 'none';
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-signed-in') return 'none';
    const known = preferences.mine() && !preferences.leaving() ? memory.read() : undefined;
    return known === undefined ? 'unread' : { me: known.me, known };
  }
}

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/**
 * @param known  what the phone remembers, where the server did not answer
 * @param show   what follows when the server has ended the session
 */
function open({ me, known }: { readonly me: Me; readonly known?: Remembered }, show: (session: 'none' | 'ending') => void): Here {
  time.learn(known === undefined ? me.now : timeSince(known, Date.now()));
  const signedOut = (): void => {
    memory.forget();
    if (preferences.mine()) return show('none');
    show('ending');
    startAnew();
  };
  const keep: StoreNeeds['keep'] = (before, list) => kept.write(me.account, before, list);
  const store = new RiderStore(me.account, kept.read(me.account), { call, time, after, keep, signedOut, newId: () => crypto.randomUUID() }, known);
  return { me, store };
}

/** On the rider's own phone: what is heard is there again without signal. */
function remember({ me, store }: Here): void {
  const { cards, choices, link, reading } = store.state;
  if (!preferences.mine() || link === 'away' || reading !== 'loaded') return;
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

  useEffect(() => {
    if (session !== 'unknown') return;
    let gone = false;
    void findMe().then((found) => {
      if (!gone) setSession(typeof found === 'string' ? found : open(found, setSession));
    });
    return () => {
      gone = true;
    };
  }, [session]);

  useEffect(() => {
    if (typeof session === 'string' || 'asked' in session) return;
    const { store } = session;
    const wake = (): void => {
      if (document.visibilityState === 'visible') store.refresh();
    };
    const stop = store.subscribe(() => remember(session));
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      stop();
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      store.close();
    };
  }, [session]);

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
  return <Rides here={session} leave={leave} next={preferences.mine() ? undefined : next} unlock={isShut ? unlock : undefined} />;
}

interface RidesProps extends Pick<Rider, 'leave' | 'next'> {
  readonly here: Here;
  /** Where the phone was away from its rider: what opens it. */
  readonly unlock: (() => void) | undefined;
}

function Rides({ here: { me, store }, leave, next, unlock }: RidesProps) {
  const zone = me.poles[0]?.zone ?? 'Europe/Rome';
  const rider: Rider = { me, store, zone, now: time.now, leave, next };
  return (
    <Zone value={zone}>
      <RiderContext value={rider}>
        <Switch>
          <Route path="/help">
            <Help isLocked={unlock !== undefined} />
          </Route>
          {unlock !== undefined && (
            <Route>
              <Locked unlock={unlock} />
            </Route>
          )}
          <Route path="/book">
            <Book />
          </Route>
          <Route path="/again">
            <Book again />
          </Route>
          <Route>
            <Home />
          </Route>
        </Switch>
      </RiderContext>
    </Zone>
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
