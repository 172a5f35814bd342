import type { RideCard } from '@passaggio/contracts';
import { Icon, Ltr, part, Plate } from '@passaggio/ui';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './bus.module.css';
import type { Face } from './face.ts';

/** States in which a rider looks for the bus or has to show the code. */
const looking: readonly Face['state'][] = ['seat', 'changed', 'on-its-way', 'here', 'on-board', 'arrived', 'return', 'missed', 'not-here'];

/** Which bus: plate, the end of its licence plate so that a false bus is seen, and the boarding code. */
export function Bus({ card, face: { state, leg, legName }, show }: { readonly card: RideCard; readonly face: Face; readonly show: () => void }) {
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
            <dt className="only-heard">{t('card.code')}</dt>
            <dd>
              <button type="button" className={styles.code} data-code data-say={say('card.code', part.code(card.code))} onClick={show}>
                <Ltr>{card.code}</Ltr>
                <span className={styles.label}>
                  <Icon name="scan" size={20} />
                  {t('card.code')}
                </span>
              </button>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
