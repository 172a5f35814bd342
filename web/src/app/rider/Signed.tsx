import { ProblemError, type Me } from '@passaggio/contracts';
import { Zone } from '@passaggio/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Route, Switch } from 'wouter';
import { SignIn } from '../../features/account/SignIn.tsx';
import { Book } from '../../features/book/Book.tsx';
import { Help } from '../../features/help/Help.tsx';
import { Home } from '../../features/rides/Home.tsx';
import { kept } from '../../features/rides/kept.ts';
import { RiderStore } from '../../features/rides/riderStore.ts';
import { RiderContext, type Rider } from '../../features/rides/useRider.ts';
import { call, time } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { useRiderWords } from '../../lib/rider/words.ts';

type Session = Me | 'unknown' | 'none' | 'unread';

/** Ends the session on the server. Without signal it is ended before anything is shown again. */
async function signOut(): Promise<void> {
  preferences.setLeaving(true);
  try {
    await call('riderSignOut', {});
    preferences.setLeaving(false);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-signed-in') preferences.setLeaving(false);
    else throw error;
  }
}

export function Signed() {
  const [session, setSession] = useState<Session>('unknown');
  const go = useGo();

  const find = useCallback(async (): Promise<void> => {
    try {
      if (preferences.leaving()) await signOut();
      const me = await call('riderMe', {});
      time.learn(me.now);
      setSession(me);
    } catch (error) {
      setSession(error instanceof ProblemError && error.problem.code === 'not-signed-in' ? 'none' : 'unread');
    }
  }, []);
  useEffect(() => void find(), [find]);

  const leave = useCallback((): void => {
    kept.forget();
    go('/clock');
    signOut().catch(() => undefined);
  }, [go]);

  if (session === 'unknown') return null;
  if (session === 'unread') return <Unread retry={() => void find()} leave={leave} />;
  if (session === 'none') {
    const signedIn = (me: Me): void => {
      preferences.setLeaving(false);
      time.learn(me.now);
      setSession(me);
    };
    return <SignIn signedIn={signedIn} leave={leave} />;
  }
  return <Rides me={session} leave={leave} signedOut={() => setSession('none')} />;
}

function Rides({ me, leave, signedOut }: { readonly me: Me; readonly leave: () => void; readonly signedOut: () => void }) {
  const [store, setStore] = useState<RiderStore>();
  useEffect(() => {
    const after = (ms: number, act: () => void): (() => void) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    };
    const opened = new RiderStore(me.account, kept.read(me.account), (list) => kept.write(me.account, list), {
      call, time, after, signedOut, newId: () => crypto.randomUUID(),
    });
    setStore(opened);
    const wake = (): void => {
      if (document.visibilityState === 'visible') opened.refresh();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      opened.close();
    };
  }, [me]);
  const zone = me.poles[0]?.zone ?? 'Europe/Rome';
  const rider = useMemo<Rider | undefined>(() => store && { me, store, zone, now: () => time.now(), leave }, [me, store, zone, leave]);
  if (rider === undefined) return null;
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
      <Notice icon="no-signal" tone="stop">
        {t('common.noAnswer')}
      </Notice>
      <Forward icon="again" act={retry}>
        {t('common.retry')}
      </Forward>
    </Screen>
  );
}
