import { Icon, type IconName } from '@passaggio/ui';
import styles from './ticks.module.css';

interface Tick<T extends string> {
  readonly item: T;
  readonly icon: IconName;
  readonly word: string;
  readonly isOn: boolean;
}

interface TicksProps<T extends string> {
  readonly label: string;
  readonly items: readonly Tick<T>[];
  readonly toggle: (item: T) => void;
}

/** Pictograms to tick, two beside each other. */
export function Ticks<T extends string>({ label, items, toggle }: TicksProps<T>) {
  return (
    <ul className={styles.ticks} aria-label={label}>
      {items.map(({ item, icon, word, isOn }) => (
        <li key={item}>
          <button type="button" className={styles.tick} data-item={item} aria-pressed={isOn} onClick={() => toggle(item)}>
            <Icon name={icon} size={40} />
            <span className={styles.box}>{isOn && <Icon name="check" size={28} />}</span>
            <span className={styles.word}>{word}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
