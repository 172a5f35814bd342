import { Icon, Ltr, part, serviceDateAt } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import { Tile, Tiles, Wide } from '../../lib/rider/Buttons.tsx';
import buttons from '../../lib/rider/buttons.module.css';
import { useGo } from '../../lib/rider/go.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { useNow, useRider, useRiderState } from '../rides/useRider.ts';
import styles from './help.module.css';
import { CallUs, dispatchAt } from './CallUs.tsx';
import { Helpdesk } from './Helpdesk.tsx';
import { dispatchAnswers } from './hours.ts';
import { isUnderWay, spotOf } from './spot.ts';

/**
 * Who answers now, as a call or in writing; 112 is asked once, then dialled.
 *
 * @param isLocked  the phone was away from its rider: nothing of the ride is shown
 */
export function Help({ isLocked = false }: { readonly isLocked?: boolean }) {
  const { t } = useRiderWords();
  const { me, zone, leave, practice } = useRider();
  const go = useGo();
  const now = useNow();
  const { cards } = useRiderState();
  const dispatch = dispatchAnswers(now, zone) || isUnderWay(cards.values(), now) ? me.poles[0]?.dispatch : undefined;
  const [danger, setDanger] = useState(false);
  if (danger) return <Danger back={() => setDanger(false)} hasSpot={!isLocked} />;
  return (
    <Screen name="help" title={t('tile.help')} shows={say('tile.help')} back={() => go('/')} leave={leave}>
      {dispatch !== undefined && <CallUs who={dispatchAt(dispatch)} />}
      <Helpdesk now={now} />
      <Wide icon="warning" say={say('help.danger', part.code('112'))} act={() => setDanger(true)}>
        {t('help.danger')} <Ltr>112</Ltr>
      </Wide>
      {practice === undefined && (
        <Tiles columns={2} label={t('tile.help')}>
          <Tile icon="eye" say={say('help.first')} act={() => go('/first')}>
            {t('help.first')}
          </Tile>
          {!isLocked && (
            <Tile icon="lock" say={say('account.title')} act={() => go('/account')}>
              {t('account.title')}
            </Tile>
          )}
        </Tiles>
      )}
    </Screen>
  );
}

function Danger({ back, hasSpot }: { readonly back: () => void; readonly hasSpot: boolean }) {
  const { t } = useRiderWords();
  const { leave } = useRider();
  return (
    <Screen name="danger" title={t('help.askDanger', { number: '112' })} shows={say('help.askDanger', part.code('112'))} back={back} leave={leave}>
      <a className={buttons.forward} data-tone="stop" data-say={say('help.call', part.code('112'))} href="tel:112">
        <Icon name="phone" size={40} />
        <span>
          {t('help.call')} <Ltr>112</Ltr>
        </span>
      </a>
      <Wide icon="back" say={say('help.no')} act={back}>
        {t('help.no')}
      </Wide>
      {hasSpot && <ToRead />}
    </Screen>
  );
}

/** The place and its coordinates, large, to read aloud. */
function ToRead() {
  const { t } = useRiderWords();
  const { zone, store } = useRider();
  const { cards, choices } = useRiderState();
  const now = useNow();
  useEffect(() => {
    if (choices === 'loading') void store.readChoices();
  }, [store, choices]);
  const spot = spotOf(cards.values(), typeof choices === 'string' ? undefined : choices, now, serviceDateAt(now, zone));
  if (spot === undefined) return null;
  return (
    <section className={styles.spot} data-spot={spot.kind} data-shows={say('help.spot', part.code('112'), part.place(spot.name))}>
      <p>{t('help.spot', { number: '112' })}</p>
      <p className={styles.name}>
        <Icon name={spot.kind === 'farm' ? 'farm' : 'place'} size={40} /> {spot.name}
      </p>
      {spot.at !== undefined && (
        <p className={styles.name}>
          <Ltr>
            {spot.at.north.toFixed(4)}, {spot.at.east.toFixed(4)}
          </Ltr>
        </p>
      )}
    </section>
  );
}
