import { Icon } from '@passaggio/ui';
import { useEffect } from 'react';
import { useDriverWords } from './words.ts';
import styles from './keypad.module.css';

interface KeypadProps {
  readonly value: string;
  readonly length: number;
  readonly change: (value: string) => void;
}

/** Our own keypad, for gloves; a real keyboard works as well. */
export function Keypad({ value, length, change }: KeypadProps) {
  const { t } = useDriverWords();
  const add = (digit: string): void => {
    if (value.length < length) change(value + digit);
  };
  const erase = (): void => change(value.slice(0, -1));
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') erase();
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
export function Typed({
  value,
  length,
  isHidden = false,
  label,
}: {
  readonly value: string;
  readonly length: number;
  readonly isHidden?: boolean;
  readonly label: string;
}) {
  const { t } = useDriverWords();
  return (
    <p className={styles.typed} dir="ltr">
      <output className="only-heard">
        {label}: {t('signIn.entered', { n: value.length, of: length })}
      </output>
      {Array.from({ length }, (_, i) => (
        <span key={i} className={styles.slot} data-filled={i < value.length} aria-hidden="true">
          {isHidden && value[i] !== undefined ? <span className={styles.hidden} /> : value[i]}
        </span>
      ))}
    </p>
  );
}
