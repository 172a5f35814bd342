import type { RideCard } from '@passaggio/contracts';
import { Ltr } from '@passaggio/ui';
import { Forward } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { firstDay } from '../book/wish.ts';
import { faceOf } from './face.ts';
import styles from './same-again.module.css';
import { useNow, useRiderState } from './useRider.ts';

/** The last booking once more, where the next day has none yet and the shown card asks for nothing itself. */
export function SameAgain({ cards, shown }: { readonly cards: readonly RideCard[]; readonly shown: RideCard | undefined }) {
  const { t } = useRiderWords();
  const go = useGo();
  const { choices } = useRiderState();
  const now = useNow();
  if (typeof choices === 'string' || choices.usual === null) return null;
  const day = firstDay(choices, now);
  if (day === undefined || cards.some((card) => card.serviceDate === day && !faceOf(card, now).over)) return null;
  if (shown !== undefined && (!faceOf(shown, now).over || faceOf(shown, now).state === 'refused')) return null;
  return (
    <Forward icon="again" say={say('home.again')} act={() => go('/again')}>
      {t('home.again')}{' '}
      <span className={styles.price}>
        · <Ltr>0 €</Ltr>
      </span>
    </Forward>
  );
}
