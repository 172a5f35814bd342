import { Icon, type IconName } from '@passaggio/ui';
import { useEffect, useRef, useState } from 'react';
import styles from './hold.module.css';
import { useDriverWords } from './words.ts';

interface HoldButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly act: () => void;
}

const STEPS = 10;
const STEP_MS = 120;

/**
 * Sent only when held until it is full, by finger or by key; letting go empties it. A screen reader, which cannot hold, presses it twice.
 */
export function HoldButton({ icon, label, act }: HoldButtonProps) {
  const { t } = useDriverWords();
  const [filled, setFilled] = useState(0);
  const [isAsked, setAsked] = useState(false);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const stop = (): void => {
    clearInterval(timer.current);
    timer.current = undefined;
    setFilled(0);
  };
  const start = (): void => {
    if (timer.current !== undefined) return;
    let steps = 0;
    timer.current = setInterval(() => {
      steps += 1;
      setFilled(steps);
      if (steps < STEPS) return;
      stop();
      act();
    }, STEP_MS);
  };
  useEffect(() => () => clearInterval(timer.current), []);
  const isHeldKey = (key: string): boolean => key === 'Enter' || key === ' ';
  return (
    <button
      type="button"
      className={styles.hold}
      onPointerDown={start}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isHeldKey(event.key)) return;
        event.preventDefault();
        if (!event.repeat) start();
      }}
      onKeyUp={(event) => (isHeldKey(event.key) ? stop() : undefined)}
      onBlur={stop}
      onClick={({ detail }) => {
        if (detail !== 0) return; // of a finger: held or let go
        if (isAsked) act();
        setAsked(!isAsked);
      }}
    >
      <progress className={styles.fill} value={filled} max={STEPS} aria-hidden="true" />
      <Icon name={icon} size={40} />
      <span className={styles.words}>
        <span>{label}</span>
        <span className={styles.how}>{t(isAsked ? 'help.again' : 'help.hold')}</span>
      </span>
    </button>
  );
}
