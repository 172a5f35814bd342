/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a picture made of a drawing and of a number that grows with the text */
import { useWords } from '../words/words.tsx';
import { symbolOf } from './symbols.ts';
import styles from './plate.module.css';

/** Heights in px: console 24, driver bar 40, card 64, "here" 96. */
export type PlateSize = 24 | 40 | 64 | 96;

/** A bus's identity of the day: symbol field and number field, said as "bus 7, key". Never mirrored. */
export function Plate({ number, size = 64 }: { readonly number: number; readonly size?: PlateSize }) {
  const { t } = useWords();
  const symbol = symbolOf(number);
  return (
    <span
      className={styles.plate}
      dir="ltr"
      role="img"
      aria-label={t('plate.bus', { number: String(number), symbol: t(`symbol.${symbol.name}`) })}
      data-plate={number}
      data-digit={symbol.digit}
      data-size={size}
      data-length={String(number).length}
    >
      <span className={styles.symbol}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={symbol.path} fillRule="evenodd" fill="currentColor" />
        </svg>
      </span>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
    </span>
  );
}
