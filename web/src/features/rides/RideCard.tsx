import type { RideCard as Card } from '@passaggio/contracts';
import { Clock, Icon, RideLine, StateSign, type LinePart } from '@passaggio/ui';
import { useState } from 'react';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Bus } from './Bus.tsx';
import { Explained } from './Explained.tsx';
import type { Face } from './face.ts';
import styles from './ride-card.module.css';
import { cardSays } from './says.ts';
import { useRider } from './useRider.ts';

interface RideCardProps {
  readonly card: Card;
  readonly face: Face;
  readonly find?: (() => void) | undefined;
  /** Holds the code out to the driver. */
  readonly show: () => void;
}

/** The ride as its rider knows it: when, where, which bus. One shape for each state (look.md). */
export function RideCard({ card, face, find, show }: RideCardProps) {
  const { t } = useRiderWords();
  const { zone } = useRider();
  const { leg, time } = face;
  const changed = useChanged(time);
  const goal = face.legName === 'outbound' && leg?.state === 'alighted';
  return (
    <article
      className={styles.card}
      data-state={face.state}
      data-leg={face.legName}
      data-ride={card.ride}
      data-shows={cardSays(card, face, zone)}
      aria-label={t(`state.${face.state}`)}
    >
      {leg !== undefined && <RideLine points={face.legName === 'return' ? ['farm', 'stop'] : ['stop', 'farm']} parts={[partOf(face)]} />}
      <div className={styles.told}>
        <div className={styles.head}>
          {time !== undefined && (
            <p className={styles.time} key={time} data-new={changed}>
              {face.struck !== undefined && <span className="only-heard">{t('card.new')} </span>}
              <Clock at={time} />
            </p>
          )}
          {face.state === 'waiting' && card.waitingPlace !== null && (
            <p className={styles.time} aria-hidden="true">
              {card.waitingPlace}
            </p>
          )}
          <StateSign of={face.state} size={time === undefined && face.state !== 'waiting' ? 72 : 48} />
        </div>
        <div className={styles.standing}>
          <div className={styles.words}>
            <div className={styles.stateRow}>
              <output className={styles.state}>{face.state === 'arrived' && face.legName === 'return' ? t('card.thenBack') : t(`state.${face.state}`)}</output>
              {face.struck !== undefined && (
                <p className={styles.old}>
                  <span className="only-heard">{t('card.old')} </span>
                  <s>
                    <Clock at={face.struck} />
                  </s>
                </p>
              )}
            </div>
            {leg !== undefined && !goal && face.state !== 'on-board' && face.state !== 'home' && <p className={styles.place}>{leg.from.name}</p>}
          </div>
          {find !== undefined && (
            <button type="button" className={styles.find} data-say={say('where.title')} onClick={find}>
              <Icon name="map" />
              {t('map.title')}
            </button>
          )}
        </div>
        <Bus card={card} face={face} show={show} />
        <Explained card={card} face={face} />
        {(!lost.includes(face.state) || face.state === 'cancelled') && (
          <p className={styles.goal}>
            <Goal card={card} face={face} />
          </p>
        )}
      </div>
    </article>
  );
}

/** States in which nobody arrives any more. */
const lost: readonly Face['state'][] = ['missed', 'no-show', 'not-here', 'done', 'cancelled'];

/** Where it ends: the farm with its shift, or the place to come home to. */
function Goal({ card, face: { leg, legName, state } }: { readonly card: Card; readonly face: Face }) {
  const { rich } = useRiderWords();
  const past = leg?.state === 'alighted';
  if (leg === undefined) {
    return (
      <>
        <Clock at={card.shiftStart} /> {card.site.name}
      </>
    );
  }
  const at = lost.includes(state) ? null : legName === 'outbound' ? (leg.arrival ?? card.shiftStart) : leg.arrival;
  return (
    <>
      {at !== null && state !== 'on-board' && (card.estimated && !past ? rich('card.about', { time: <Clock at={at} /> }) : <Clock at={at} />)} {leg.to.name}
    </>
  );
}

/** True from the moment the number is another one than this card first showed. */
function useChanged(time: number | undefined): boolean {
  const [first] = useState(time);
  return time !== first;
}

function partOf({ state, legName, leg }: Face): LinePart {
  if (state === 'missed' || state === 'no-show' || state === 'not-here') return 'missed';
  if (state === 'on-board') return 'partly';
  if (state === 'home' || (legName === 'outbound' && leg?.state === 'alighted')) return 'done';
  return 'to-come';
}
