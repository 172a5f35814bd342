import { dayName, Icon, Ltr, serviceDateAt, sleepsBetween } from '@passaggio/ui';
import { useRiderWords } from '../../lib/rider/words.ts';
import styles from './day.module.css';
import { useNow, useRider } from './useRider.ts';

/** A day as sleeps: no moon today, one tomorrow, two after that, on a tile as many as there are; with weekday and date; stacked, the date leads. */
export function Day({ serviceDate, stacked = false }: { readonly serviceDate: string; readonly stacked?: boolean }) {
  const { t, language } = useRiderWords();
  const { zone } = useRider();
  const now = useNow();
  const sleeps = sleepsBetween(serviceDateAt(now, zone), serviceDate);
  return (
    <span className={styles.day} data-stacked={stacked} data-sleeps={sleeps}>
      <span className={styles.moons}>
        {sleeps <= 0 ? <Icon name="sun" /> : Array.from({ length: Math.min(sleeps, stacked ? 4 : 2) }, (_, i) => <Icon key={i} name="moon" />)}
      </span>
      {stacked && (
        <span className={styles.date} aria-hidden="true">
          <Ltr>{Number(serviceDate.slice(8))}</Ltr>
        </span>
      )}
      <span className={styles.name}>
        <span>{sleeps < 0 ? t('day.past', { n: -sleeps }) : t('day.sleeps', { n: sleeps })}</span>
        <span>{dayName(serviceDate, language)}</span>
      </span>
    </span>
  );
}
