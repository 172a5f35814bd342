import type { Alternative, RideCard } from '@passaggio/contracts';
import { Clock, clockTime, Ltr, part, type IconName } from '@passaggio/ui';
import type { ReactNode } from 'react';
import { Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Day } from './Day.tsx';
import { useRider, useRiderState } from './useRider.ts';
import styles from './alternatives.module.css';

/** Up to three things that would work, told by what is different; a tap asks for exactly that. */
export function Alternatives({ card, choose }: { readonly card: RideCard; readonly choose: (one: Alternative) => void }) {
  const { t } = useRiderWords();
  if (card.alternatives.length === 0) return null;
  return (
    <>
      <h2 className={styles.title} data-shows={say('alternatives')}>
        {t('alternatives')}
      </h2>
      <Tiles columns={3} label={t('alternatives')}>
        {card.alternatives.slice(0, 3).map((one) => (
          <AlternativeTile key={JSON.stringify(one)} card={card} one={one} act={() => choose(one)} />
        ))}
      </Tiles>
    </>
  );
}

function AlternativeTile({ card, one, act }: { readonly card: RideCard; readonly one: Alternative; readonly act: () => void }) {
  const { icon, word, says } = useDifference(card, one);
  return (
    <Tile icon={icon} say={says} act={act}>
      <span className={styles.time}>
        <Clock at={one.boardAt} />
      </span>
      <span className={styles.word}>{word}</span>
    </Tile>
  );
}

function useDifference(card: RideCard, one: Alternative): { readonly icon: IconName; readonly word: ReactNode; readonly says: string } {
  const { t } = useRiderWords();
  const { choices } = useRiderState();
  const { zone } = useRider();
  const at = part.time(clockTime(one.boardAt, zone));
  const places = typeof choices === 'string' ? [] : choices.boardingPlaces;
  if (one.trip !== card.trip) {
    if (one.trip === 'return') return { icon: 'return', word: t('book.return'), says: say(at, 'book.return') };
    return one.trip === 'outbound'
      ? { icon: 'one-way', word: t('book.outbound'), says: say(at, 'book.outbound') }
      : { icon: 'again', word: t('book.both'), says: say(at, 'book.both') };
  }
  if (one.serviceDate !== card.serviceDate) return { icon: 'calendar', word: <Day serviceDate={one.serviceDate} />, says: say(at, part.day(one.serviceDate)) };
  if (one.shiftStart !== clockTime(card.shiftStart, zone))
    return { icon: 'farm', word: <Ltr>{one.shiftStart}</Ltr>, says: say(at, 'book.shift', part.time(one.shiftStart)) };
  const name = places.find((known) => known.id === one.boardingPlace)?.name;
  return { icon: 'place', word: name ?? t('book.place'), says: say(at, 'book.place', name !== undefined && part.place(name)) };
}
