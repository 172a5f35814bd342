import { Icon, type IconName } from '@passaggio/ui';
import type { ReactNode } from 'react';
import styles from './buttons.module.css';

interface Act {
  readonly act: () => void;
  /** What it says when tapped while listening, as `say` writes it; its own words otherwise. */
  readonly say?: string | undefined;
  readonly children: ReactNode;
}

/** The forward action: one a screen. */
export function Forward({ icon, tone = 'go', act, say, children }: Act & { readonly icon?: IconName; readonly tone?: 'go' | 'stop' }) {
  return (
    <button type="button" className={styles.forward} data-tone={tone} data-say={say} onClick={act}>
      {icon !== undefined && <Icon name={icon} size={40} />}
      <span>{children}</span>
    </button>
  );
}

/** A second action as wide as the screen. */
export function Wide({ icon, act, say, children }: Act & { readonly icon?: IconName }) {
  return (
    <button type="button" className={styles.wide} data-say={say} onClick={act}>
      {icon !== undefined && <Icon name={icon} size={40} />}
      <span>{children}</span>
    </button>
  );
}

/** A choice: pictogram and word. */
export function Tile({ icon, act, say, children, chosen }: Act & { readonly icon?: IconName; readonly chosen?: boolean }) {
  return (
    <button type="button" className={styles.tile} data-say={say} aria-pressed={chosen} onClick={act}>
      {icon !== undefined && <Icon name={icon} size={40} />}
      {children}
    </button>
  );
}

export function Tiles({ children, label, columns }: { readonly children: ReactNode; readonly label?: string; readonly columns: 2 | 3 }) {
  return (
    <div className={styles.tiles} data-columns={columns} role={label === undefined ? undefined : 'group'} aria-label={label}>
      {children}
    </div>
  );
}

/** Something a person must know about the screen itself: offline, failed, not sent. */
export function Notice({
  icon,
  tone,
  shows = '',
  passing = false,
  children,
}: {
  readonly icon: IconName;
  readonly tone: 'late' | 'stop' | 'ok';
  /** Gone by itself in a moment. */
  readonly passing?: boolean;
  /** What the speaker says of it; its own words otherwise. */
  readonly shows?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={tone} data-shows={shows} data-passing={passing} role={tone === 'stop' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <span>{children}</span>
    </div>
  );
}
