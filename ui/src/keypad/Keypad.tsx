import { useEffect } from 'react';
import { Icon } from '../icons/Icon.tsx';
import type { IconName } from '../icons/paths.ts';
import { part, said } from '../voice/said.ts';
import { useWords } from '../words/words.tsx';
import styles from './keypad.module.css';

interface KeypadProps {
  readonly value: string;
  readonly length: number;
  readonly change: (value: string) => void;
  /** A real keyboard's Enter, where the screen's main button does not take it itself. */
  readonly enter?: () => void;
  /** In the empty corner, left of 0: another way in. */
  readonly corner?: { readonly icon: IconName; readonly label: string; readonly say: string; readonly act: () => void };
  /** Takes the height that the screen has left: for gloves. */
  readonly fills?: boolean;
}

/** Our own keypad: digits are read by everybody, keyboards are not. A real keyboard works as well. */
export function Keypad({ value, length, change, enter, corner, fills = false }: KeypadProps) {
  const { t } = useWords();
  const add = (digit: string): void => {
    if (value.length < length) change(value + digit);
  };
  const erase = (): void => change(value.slice(0, -1));
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') erase();
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) enter?.();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  });
  return (
    <div className={styles.keypad} dir="ltr" data-fills={fills}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
        <button key={digit} type="button" className={styles.key} data-key={digit} data-say={said(part.number(Number(digit)))} onClick={() => add(digit)}>
          {digit}
        </button>
      ))}
      {corner !== undefined && (
        <button
          type="button"
          className={styles.key}
          data-key="corner"
          aria-label={corner.label}
          title={corner.label}
          data-say={corner.say}
          onClick={corner.act}
        >
          <Icon name={corner.icon} size={40} />
        </button>
      )}
      <button type="button" className={styles.key} data-key="erase" aria-label={t('keypad.erase')} data-say={said('keypad.erase')} onClick={erase}>
        <Icon name="erase" />
      </button>
    </div>
  );
}

interface TypedProps {
  readonly value: string;
  readonly length: number;
  /** Squares instead of digits: a PIN. */
  readonly isHidden?: boolean;
  readonly label: string;
}

/** What has been typed. */
export function Typed({ value, length, isHidden = false, label }: TypedProps) {
  const { t } = useWords();
  return (
    <p className={styles.typed} dir="ltr" data-length={length}>
      <output className="only-heard" aria-label={label}>
        {t('keypad.entered', { n: value.length, of: length })}
      </output>
      {Array.from({ length }, (_, i) => (
        <span key={i} className={styles.slot} data-filled={i < value.length} aria-hidden="true">
          {isHidden && value[i] !== undefined ? <span className={styles.hidden} /> : value[i]}
        </span>
      ))}
    </p>
  );
}
