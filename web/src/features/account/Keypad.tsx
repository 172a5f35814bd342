import { Icon } from '@passaggio/ui';
import { useEffect } from 'react';
import { useRiderWords } from '../../lib/rider/words.ts';
import styles from './keypad.module.css';

interface KeypadProps {
  readonly value: string;
  readonly length: number;
  readonly change: (value: string) => void;
  readonly enter: () => void;
}

/** Our own keypad: digits are read by everybody, keyboards are not. A real keyboard works as well. */
export function Keypad({ value, length, change, enter }: KeypadProps) {
  const { t } = useRiderWords();
  const add = (digit: string): void => {
    if (value.length < length) change(value + digit);
  };
  const erase = (): void => change(value.slice(0, -1));
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') erase();
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) enter();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  });
  return (
    <div className={styles.keypad} dir="ltr">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
        <button key={digit} type="button" className={styles.key} data-key={digit} onClick={() => add(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" className={styles.key} data-key="erase" aria-label={t('signIn.erase')} onClick={erase}>
        <Icon name="erase" />
      </button>
    </div>
  );
}

/** What has been typed: digits, or squares for a PIN. */
export function Typed({ value, length, hidden, label }: { readonly value: string; readonly length: number; readonly hidden: boolean; readonly label: string }) {
  const { t } = useRiderWords();
  return (
    <p className={styles.typed} dir="ltr" data-length={length}>
      <output className="only-heard">
        {label}: {t('signIn.entered', { n: value.length, of: length })}
      </output>
      {Array.from({ length }, (_, i) => (
        <span key={i} className={styles.slot} data-filled={i < value.length} aria-hidden="true">
          {hidden ? '' : value[i]}
        </span>
      ))}
    </p>
  );
}
