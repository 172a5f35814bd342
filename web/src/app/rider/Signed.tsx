import { NoAnswer, type Me, type Pin } from '@passaggio/contracts';
import { idle } from '@passaggio/ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Card } from '../../features/account/card.ts';
import { endSession, startAnew } from '../../features/account/endSession.ts';
import { hand } from '../../features/account/hand.ts';
import { lock } from '../../features/account/lock.ts';
import { SignIn } from '../../features/account/SignIn.tsx';
import { useHand } from '../../features/account/useHand.ts';
import { useLock } from '../../features/account/useLock.ts';
import { WhosePhone } from '../../features/account/WhosePhone.tsx';
import { memory } from '../../features/rides/memory.ts';
import { call } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { later, Later } from '../../lib/rider/later.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { wipeStorage } from '../../lib/rider/wipe.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { findMe, isNobodys, open as openSession, remember, remembered, type Found, type Session } from './session.ts';

const loadRides = () => import('./Rides.tsx');
const OwnPin = later(async () => (await import('../../features/account/OwnPin.tsx')).OwnPin);
if (preferences.mine() || hand.isHere()) loadRides().catch(() => undefined); // beside the words
const Rides = later(async () => (await loadRides()).Rides);

interface SignedProps {
  /** Whose QR opened the page. */
  readonly card: Card | undefined;
  /** Another screen is shown: the session goes on, and nothing of it is seen. */
  readonly isCovered: boolean;
}

/** Who it is, then the rides. What a rider sees is opened with the session and closed with it. */
export function Signed({ card, isCovered }: SignedProps) {
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
  const { shut: isShut, open, close } = useLock(isOpen && preferences.mine());
  const unlock = (me: Me | undefined): void => {
    open();
    if (me === undefined || typeof session === 'string' || !('store' in session)) return;
    if (me.account !== session.me.account) return setSession('unknown'); // somebody else's
    setSession({ ...session, me, isRemembered: false });
    session.store.unlocked();
  };

  /** Of a phone that is nobody's: what an earlier hand left is ended while the keypad is shown, and before anybody signs in. */
  const left = useRef<ReturnType<typeof findMe>>(undefined);
  const clear = async (): Promise<void> => {
    if ((await left.current) === 'unread') left.current = findMe();
    if ((await left.current) === 'unread') throw new NoAnswer('who was signed in here');
  };

  useLayoutEffect(() => {
    if (session !== 'unknown') return;
    const show = (found: Found | 'none' | 'unread' | 'locked'): void => setSession(typeof found === 'string' ? found : openSession(found, setSession));
    const known = remembered();
    if (known !== undefined) return show(known);
    if (isNobodys()) {
      left.current = idle().then(findMe);
      return show('none');
    }
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
    const ask = async (): Promise<void> => {
      await idle(); // what is remembered is there, and answers
      if (gone) return;
      here.store.begin();
      const me = await call('riderMe', {});
      if (gone) return;
      if (me.account === here.me.account) return setSession({ ...here, me, isRemembered: false });
      memory.forget(); // somebody else's
      setSession('unknown');
    };
    ask().catch(() => undefined); // away: asked again when the page is opened; ended: the store hears it too
    return () => {
      gone = true;
    };
  }, [here]);

  const store = here?.store;
  useEffect(() => {
    if (store === undefined) return;
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
  const closing = useRef(close);
  useEffect(() => {
    closing.current = close;
  });
  useEffect(
    () =>
      here?.store.subscribe(() => {
        remember(here);
        if (here.store.state.isLocked && preferences.mine()) closing.current();
      }),
    [here],
  );

  const leave = (): void => {
    shut();
    preferences.setLeaving(true);
    wipeStorage();
    go('/clock');
    endSession().catch(() => undefined);
  };

  if (isCovered || session === 'unknown' || session === 'ending') return null;
  if (session === 'unread') return <Unread retry={() => setSession('unknown')} leave={leave} />;
  if (session === 'locked') {
    const opened = (me: Me | undefined): void => setSession(me === undefined ? 'unread' : openSession({ me }, setSession));
    return (
      <Later leave={leave}>
        <OwnPin opened={opened} ended={() => setSession('none')} leave={leave} />
      </Later>
    );
  }
  if (session === 'none') {
    const signedIn = (me: Me, pin: Pin): void => {
      preferences.setLeaving(false);
      preferences.setMine(false);
      memory.forget();
      lock.forget();
      open();
      hand.touch();
      setSession({ asked: me, pin });
    };
    return <SignIn card={card} clear={clear} signedIn={signedIn} leave={leave} />;
  }
  if ('asked' in session) {
    const answer = async (whose: 'mine' | 'borrowed'): Promise<void> => {
      if (whose === 'mine') await lock.learn(session.pin);
      preferences.setMine(whose === 'mine');
      setSession(openSession({ me: session.asked }, setSession));
    };
    return <WhosePhone answer={(whose) => void answer(whose)} leave={leave} />;
  }
  return (
    <Later leave={leave}>
      <Rides here={session} leave={leave} next={preferences.mine() ? undefined : next} isShut={isShut} unlock={unlock} />
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
