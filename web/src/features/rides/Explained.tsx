import { HOUR, MINUTE, type RideCard } from '@passaggio/contracts';
import { Clock } from '@passaggio/ui';
import type { ReactNode } from 'react';
import { useRiderWords } from '../../lib/rider/words.ts';
import type { Face } from './face.ts';
import styles from './ride-card.module.css';
import { useNow, useRiderState } from './useRider.ts';

/** What the state means for this rider, in one short sentence; nothing where the numbers say it all. */
export function Explained({ card, face }: { readonly card: RideCard; readonly face: Face }) {
  const said = useSaid(card, face);
  return said === null ? null : <p className={styles.explained}>{said}</p>;
}

function useSaid(card: RideCard, { state, leg, legName, time }: Face): ReactNode {
  const { t, rich } = useRiderWords();
  const { choices } = useRiderState();
  const now = useNow();
  const proposed = leg?.proposed ?? null;
  const holding = proposed?.acknowledged === true ? rich('card.holding', { time: <Clock at={proposed.told} /> }) : null;
  switch (state) {
    case 'asked':
      return t('card.asked');
    case 'waiting':
      return (
        <>
          {card.waitingPlace !== null && <span className="only-heard">{t('card.number', { n: card.waitingPlace })} </span>}
          <span>{t('card.waiting')}</span>
        </>
      );
    case 'accepted': {
      const cutoffAt = typeof choices === 'string' ? undefined : choices.days.find((day) => day.serviceDate === card.serviceDate)?.cutoffAt;
      return cutoffAt === undefined || cutoffAt < now ? null : rich('card.exactAt', { time: <Clock at={cutoffAt} /> });
    }
    case 'on-its-way':
      return (
        <>
          {time !== undefined && time - now < HOUR && <b>{t('card.minutes', { n: Math.max(0, Math.round((time - now) / MINUTE)) })} · </b>}
          {leg?.stopsBefore !== null && leg?.stopsBefore !== undefined && t('card.stops', { n: leg.stopsBefore })}
        </>
      );
    case 'refused':
    case 'left-out':
      return card.reason === null ? null : t(`refusal.${card.reason}`);
    case 'changed':
      return leg?.told === null || leg?.told === undefined ? null : rich('card.promised', { time: <Clock at={leg.told} /> });
    case 'missed':
      return t(legName === 'return' ? 'card.missedBack' : 'card.missed');
    case 'no-show':
      return t('card.noShow');
    case 'not-here':
      return t('card.notHere');
    case 'arrived':
      return card.return === null ? t('card.noReturn') : holding;
    case 'seat':
    case 'return':
      return holding;
    case 'done':
      return t('card.done');
    case 'cancelled':
      return t('card.cancelled');
    case 'home':
      return t('card.home');
    case 'unknown':
      return t('card.unknown');
    default:
      return null;
  }
}
