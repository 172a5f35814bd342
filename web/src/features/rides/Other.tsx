import { Icon, part } from '@passaggio/ui';
import type { ReactNode } from 'react';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './home.module.css';

/** The day of the shown ride, which a tap turns to the next one. */
export function Other({ n, of, act, children }: { readonly n: number; readonly of: number; readonly act: () => void; readonly children: ReactNode }) {
  const { t } = useRiderWords();
  return (
    <button type="button" className={styles.other} data-other data-say={say('home.other', part.number(n), part.number(of))} onClick={act}>
      {children}
      <span className="only-heard">{t('home.other', { n, of })}</span>
      <span className={styles.dots} aria-hidden="true">
        {Array.from({ length: of }, (_, i) => (
          <span key={i} data-on={i + 1 === n} />
        ))}
      </span>
      <Icon name="next" size={20} />
    </button>
  );
}
