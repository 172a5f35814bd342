import type { Choices } from '@passaggio/contracts';
import { Ltr, part } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import { Forward, Notice, Tile } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { later, Later } from '../../lib/rider/later.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { useNow, useRider, useRiderState } from '../rides/useRider.ts';
import styles from './book.module.css';
import { Paged } from './Paged.tsx';
import { firstDay, sitesInOrder, upToDate, usualWish, wishFor, type Wish } from './wish.ts';

const Confirm = later(async () => (await import('./Confirm.tsx')).Confirm);
const FarmNumber = later(async () => (await import('./FarmNumber.tsx')).FarmNumber);

/**
 * Farm, then confirm: two taps where the usual is right.
 * @param again  begins with the last booking, ready to confirm
 */
export function Book({ again = false }: { readonly again?: boolean }) {
  const { t } = useRiderWords();
  const { store, leave } = useRider();
  const { choices } = useRiderState();
  const go = useGo();
  const [chosen, setChosen] = useState<Wish>();
  const [usual, setUsual] = useState(again);
  const [typing, setTyping] = useState(false);
  useEffect(() => void store.readChoices(), [store]);
  const now = useNow();
  const home = (): void => go('/');
  if (typeof choices === 'string') {
    return (
      <Screen name="book" title={t('book.farm')} shows={say('book.farm')} back={home} leave={leave}>
        {choices === 'unread' ? (
          <>
            <Notice icon="no-signal" tone="stop" shows={say('common.noAnswer')}>
              {t('common.noAnswer')}
            </Notice>
            <Forward icon="again" say={say('common.retry')} act={() => void store.readChoices()}>
              {t('common.retry')}
            </Forward>
          </>
        ) : (
          <output aria-label={t('common.loading')} />
        )}
      </Screen>
    );
  }
  const wish = upToDate(chosen, choices, now) ?? (usual ? usualWish(choices, now) : undefined);
  if (wish !== undefined) {
    const other = (): void => {
      setUsual(false);
      setChosen(undefined);
    };
    const ask = (): void => {
      store.ask(wish);
      home();
    };
    return (
      <Later back={other} leave={leave}>
        <Confirm choices={choices} wish={wish} change={setChosen} ask={ask} back={other} />
      </Later>
    );
  }
  if (typing) {
    const found = (site: Choices['sites'][number]): void => {
      setChosen(wishFor(site, choices, now));
      setTyping(false);
    };
    const back = (): void => setTyping(false);
    return (
      <Later back={back} leave={leave}>
        <FarmNumber sites={choices.sites} choose={found} back={back} leave={leave} />
      </Later>
    );
  }
  return (
    <Screen name="book" title={t('book.farm')} shows={say('book.farm')} back={home} leave={leave}>
      {firstDay(choices, now) === undefined ? (
        <Notice icon="calendar" tone="late" shows={say('book.noDays')}>
          {t('book.noDays')}
        </Notice>
      ) : (
        <Farms choices={choices} choose={setChosen} type={() => setTyping(true)} />
      )}
    </Screen>
  );
}

function Farms({ choices, choose, type }: { readonly choices: Choices; readonly choose: (wish: Wish | undefined) => void; readonly type: () => void }) {
  const { t } = useRiderWords();
  const { cards } = useRiderState();
  const now = useNow();
  const byNumber = (
    <Tile icon="keypad" say={say('book.number')} act={type}>
      {t('book.number')}
    </Tile>
  );
  return (
    <Paged items={sitesInOrder(choices, [...cards.values()])} label={t('book.farm')} other={byNumber}>
      {(site) => (
        <Tile key={site.id} icon="farm" say={say(part.number(site.number), part.place(site.name))} act={() => choose(wishFor(site, choices, now))}>
          <span className={styles.number} aria-hidden="true">
            <Ltr>{site.number}</Ltr>
          </span>
          <span className={styles.name}>{site.name}</span>
        </Tile>
      )}
    </Paged>
  );
}
