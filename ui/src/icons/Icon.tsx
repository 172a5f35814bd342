import { icons, turns, type IconName } from './paths.ts';
import styles from './icon.module.css';

/** Px: console rows 16 and 20, bars 28, tiles 40. */
export type IconSize = 16 | 20 | 28 | 40 | 56;

/** A drawing that always stands beside its word, and is therefore hidden from readers. */
export function Icon({ name, size = 28 }: { readonly name: IconName; readonly size?: IconSize }) {
  return (
    <svg className={styles.icon} data-icon={name} data-turns={turns(name)} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={icons[name].d} />
    </svg>
  );
}
