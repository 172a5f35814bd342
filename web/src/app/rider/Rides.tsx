/** The screens with rides: real ones, or those of the practice booking. */
import { idle, Zone } from '@passaggio/ui';
import type { Me } from '@passaggio/contracts';
import { useEffect, useSyncExternalStore } from 'react';
import { Route, Switch } from 'wouter';
import { useKeptOpen } from '../../features/account/useKeptOpen.ts';
import { Book } from '../../features/book/Book.tsx';
import { Help } from '../../features/help/Help.tsx';
import { feel } from '../../features/rides/feel.ts';
import { Home } from '../../features/rides/Home.tsx';
import { RiderContext, type Rider } from '../../features/rides/useRider.ts';
import { time } from '../../lib/rider/api.ts';
import { push } from '../../features/push/phone.ts';
import { later, Later } from '../../lib/rider/later.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { useRiderWords } from '../../lib/rider/words.ts';
import type { Here } from './session.ts';

/** What home opens comes in one script, once home is there (vite.config.ts). */
const loadFurther = () => import('../../features/rides/Locked.tsx');
const Account = later(async () => (await import('../../features/account/Account.tsx')).Account);
const Locked = later(async () => (await loadFurther()).Locked);

interface RidesProps extends Pick<Rider, 'leave' | 'next'> {
  readonly here: Here;
  /** The phone was away from its rider. */
  readonly isShut: boolean;
  /** @param me  undefined where only this phone has seen the PIN */
  readonly unlock: (me: Me | undefined) => void;
}

/** The screens of somebody who is signed in. */
export function Rides({ here: { me, store }, leave, next, isShut, unlock }: RidesProps) {
  const isLocked = useSyncExternalStore(store.subscribe, () => store.state.isLocked) || isShut;
  useKeptOpen(isLocked ? undefined : store);
  const zone = me.poles[0]?.zone ?? 'Europe/Rome';
  useEffect(() => feel(store, time.now), [store]);
  useEffect(() => {
    idle()
      .then(loadFurther)
      .catch(() => undefined); // asked for again by whoever opens it
  }, []);
  const { locale } = useRiderWords();
  useEffect(() => {
    if (!preferences.mine()) return;
    idle()
      .then(() => push.renew(locale))
      .catch(() => undefined); // at the next opening
  }, [locale]);
  const rider: Rider = { me, store, zone, now: time.now, leave, next };
  return (
    <Zone value={zone}>
      <RiderContext value={rider}>
        <Switch>
          <Route path="/help">
            <Help isLocked={isLocked} />
          </Route>
          {isLocked && (
            <Route>
              <Later leave={leave}>
                <Locked unlock={unlock} ended={() => store.refresh()} />
              </Later>
            </Route>
          )}
          <Route path="/account">
            <Later leave={leave}>
              <Account />
            </Later>
          </Route>
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
