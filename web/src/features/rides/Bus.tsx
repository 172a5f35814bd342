import type { RideCard } from '@passaggio/contracts';
import { Ltr, Plate } from '@passaggio/ui';
import { useRiderWords } from '../../lib/rider/words.ts';
import styles from './bus.module.css';
import type { Face } from './face.ts';

/** States in which a rider looks for the bus or has to show the code. */
const looking: readonly Face['state'][] = ['seat', 'changed', 'on-its-way', 'here', 'on-board', 'arrived', 'return', 'missed', 'not-here'];

/** Which bus: plate, the end of its licence plate so that a false bus is seen, and the boarding code. */
export function Bus({ card, face: { state, leg, legName } }: { readonly card: RideCard; readonly face: Face }) {
  const { t } = useRiderWords();
  if (leg?.plate === null || leg?.plate === undefined || !looking.includes(state)) return null;
  if (state === 'arrived' && legName === 'outbound') return null;
  return (
    <div className={styles.bus} data-here={state === 'here'}>
      <Plate number={leg.plate.number} size={state === 'here' ? 96 : 64} />
      <dl className={styles.facts}>
        <div>
          <dd className={styles.tail} dir="ltr">
            {leg.plate.licenceTail}
          </dd>
          <dt className="only-heard">{t('card.licence')}</dt>
        </div>
        {card.code !== null && state !== 'on-board' && (
          <div>
            <dd className={styles.code}>
              <Ltr>{card.code}</Ltr>
            </dd>
            <dt>{t('card.code')}</dt>
          </div>
        )}
      </dl>
    </div>
  );
}
