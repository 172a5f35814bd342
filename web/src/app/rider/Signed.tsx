import { ProblemError, type Me } from '@passaggio/contracts';
import { Zone } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import { Route, Switch } from 'wouter';
import { SignIn } from '../../features/account/SignIn.tsx';
import { Book } from '../../features/book/Book.tsx';
import { Help } from '../../features/help/Help.tsx';
import { Home } from '../../features/rides/Home.tsx';
import { forgetPush } from '../../features/push/phone.ts';
import type { Unsent } from '../../features/rides/outbox.ts';
import { kept } from '../../features/rides/kept.ts';
import { RiderStore } from '../../features/rides/riderStore.ts';
import { RiderContext, type Rider } from '../../features/rides/useRider.ts';
import { call, time } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';

interface Here {
  readonly me: Me;
  readonly store: RiderStore;
}
type Session = Here | 'unknown' | 'none' | 'unread';

/** Ends the session on the server. Without signal it is ended before anything is shown again. */
async function signOut(): Promise<void> {
  preferences.setLeaving(true);
  await forgetPush().catch(() => undefined); // what stays is ended by the server with the session
  try {
    await call('riderSignOut', {});
    preferences.setLeaving(false);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-signed-in') preferences.setLeaving(false);
    else throw error;
  }
}

async function findMe(): Promise<Me | 'none' | 'unread'> {
  try {
    if (preferences.leaving()) await signOut();
    return await call('riderMe', {});
  } catch (error) {
    return error instanceof ProblemError && error.problem.code === 'not-signed-in' ? 'none' : 'unread';
  }
}

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

function open(me: Me, signedOut: () => void): Here {
  time.learn(me.now);
  const keep = (list: readonly Unsent[]): void => kept.write(me.account, list);
  return { me, store: new RiderStore(me.account, kept.read(me.account), keep, { call, time, after, signedOut, newId: () => crypto.randomUUID() }) };
}

/** Who it is, then the rides. What a rider sees is opened with the session and closed with it. */
export function Signed() {
  const [session, setSession] = useState<Session>('unknown');
  const go = useGo();

  useEffect(() => {
    if (session !== 'unknown') return;
    let gone = false;
    void findMe().then((found) => {
      if (!gone) setSession(typeof found === 'string' ? found : open(found, () => setSession('none')));
    });
    return () => {
      gone = true;
    };
  }, [session]);

  useEffect(() => {
    if (typeof session === 'string') return;
    const { store } = session;
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
  }, [session]);

  const leave = (): void => {
    kept.forget();
    go('/clock');
    signOut().catch(() => undefined);
  };

  if (session === 'unknown') return null;
  if (session === 'unread') return <Unread retry={() => setSession('unknown')} leave={leave} />;
  if (session === 'none') {
    const signedIn = (me: Me): void => {
      preferences.setLeaving(false);
      setSession(open(me, () => setSession('none')));
    };
    return <SignIn signedIn={signedIn} leave={leave} />;
  }
  return <Rides here={session} leave={leave} />;
}

function Rides({ here: { me, store }, leave }: { readonly here: Here; readonly leave: () => void }) {
  const zone = me.poles[0]?.zone ?? 'Europe/Rome';
  const rider: Rider = { me, store, zone, now: time.now, leave };
  return (
    <Zone value={zone}>
      <RiderContext value={rider}>
        <Switch>
          <Route path="/book">
            <Book />
          </Route>
          <Route path="/again">
            <Book again />
          </Route>
          <Route path="/help">
            <Help />
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
