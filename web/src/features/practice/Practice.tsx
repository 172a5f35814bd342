import { Icon, serviceDateAt, Zone } from '@passaggio/ui';
import { useState, useSyncExternalStore } from 'react';
import { Route, Switch } from 'wouter';
import { Forward, Wide } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Book } from '../book/Book.tsx';
import { Help } from '../help/Help.tsx';
import { Home } from '../rides/Home.tsx';
import { RiderContext, type Rider } from '../rides/useRider.ts';
import styles from './practice.module.css';
import { noonOf, practiceRides, ZONE, type PracticeRides } from './practiceRides.ts';

/** The app itself with rides out of thin air, marked on every screen: book, see the answer, see the seat. */
export function Practice({ done, leave }: { readonly done: () => void; readonly leave: () => void }) {
  const { t } = useRiderWords();
  const [today] = useState(() => serviceDateAt(Date.now(), new Intl.DateTimeFormat().resolvedOptions().timeZone));
  const [store] = useState(() => practiceRides(today, { farm: t('practice.farm'), place: t('practice.place') }));
  const now = noonOf(today);
  const me = { now, account: 'practice', role: 'rider', poles: [] } as unknown as Rider['me'];
  const rider: Rider = { me, store, zone: ZONE, now: () => now, leave, next: undefined, practice: <WayOn store={store} done={done} /> };
  return (
    <div className={styles.practice} data-practice>
      <p className={styles.banner} data-shows={say('practice.banner')}>
        <Icon name="pencil" />
        {t('practice.banner')}
      </p>
      <Zone value={ZONE}>
        <RiderContext value={rider}>
          <Switch>
            <Route path="/book">
              <Book />
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
    </div>
  );
}

/** From the answer to the evening when the day is published, and then out. */
function WayOn({ store, done }: { readonly store: PracticeRides; readonly done: () => void }) {
  const { t } = useRiderWords();
  const { cards } = useSyncExternalStore(store.subscribe, () => store.state);
  const [card] = cards.values();
  if (card?.state === 'accepted') {
    return (
      <Forward icon="moon" say={say('practice.evening')} act={() => store.publish()}>
        {t('practice.evening')}
      </Forward>
    );
  }
  const End = card === undefined ? Wide : Forward; // until there is a ride, *Bus* is the way on
  return (
    <End icon="check" say={say('practice.done')} act={done}>
      {t('practice.done')}
    </End>
  );
}
