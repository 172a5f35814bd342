import { Icon, type IconName } from '@passaggio/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './buttons.module.css';
import { isReachedByKeys } from './reached.ts';

interface MainProps {
  readonly icon: IconName;
  readonly act: () => void;
  readonly children: ReactNode;
  /** Why it cannot be pressed now: shown in it. */
  readonly closed?: { readonly state: string; readonly why: ReactNode } | undefined;
  readonly tone?: 'go' | 'late' | 'plain';
  /** What follows from it. */
  readonly note?: string;
  /** Beside a keypad there is less room. */
  readonly isLow?: boolean;
  readonly say?: string;
}

/** The one main act of a screen; a hardware Enter presses it too, whatever a finger has touched last. */
export function Main({ icon, act, children, closed, tone = 'go', note, isLow = false, say }: MainProps) {
  const press = useRef<() => void>(() => undefined);
  useEffect(() => {
    press.current = closed === undefined ? act : () => undefined;
  });
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.repeat || event.defaultPrevented || isReachedByKeys(event.target)) return;
      event.preventDefault(); // not the tile that was touched last
      press.current();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, []);
  return (
    <button
      type="button"
      className={styles.main}
      data-tone={closed === undefined ? tone : 'closed'}
      data-main
      data-say={say}
      data-low={isLow}
      data-closed={closed?.state}
      aria-disabled={closed !== undefined}
      onClick={() => press.current()}
    >
      <Icon name={closed === undefined ? icon : 'lock'} size={40} />
      <span className={styles.words}>
        <span>{children}</span>
        {(closed?.why ?? note) !== undefined && <span className={styles.why}>{closed?.why ?? note}</span>}
      </span>
    </button>
  );
}

interface MainLinkProps {
  readonly icon: IconName;
  /** `tel:` or `geo:`: opens another part of the phone. */
  readonly href: string;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: 'plain' | 'stop';
  readonly isLow?: boolean;
}

export function MainLink({ icon, href, children, note, tone = 'plain', isLow = false }: MainLinkProps) {
  return (
    <a className={styles.main} href={href} data-tone={tone} data-low={isLow}>
      <Icon name={icon} size={40} />
      <span className={styles.words}>
        <span>{children}</span>
        {note !== undefined && <span className={styles.why}>{note}</span>}
      </span>
    </a>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly act: () => void;
  readonly children: ReactNode;
  /** Of one that stays on until it is pressed again. */
  readonly isOn?: boolean;
  /** What it says when tapped while listening; its own words otherwise. */
  readonly say?: string;
}

/** A second act beside the main one. */
export function Tool({ icon, act, children, isOn, say }: ToolProps) {
  return (
    <button type="button" className={styles.tool} aria-pressed={isOn} data-say={say} onClick={act}>
      <Icon name={icon} size={28} />
      <span>{children}</span>
    </button>
  );
}

export function BarButton({ icon, label, act }: { readonly icon: IconName; readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" className={styles.bar} aria-label={label} title={label} onClick={act}>
      <Icon name={icon} size={28} />
    </button>
  );
}

/** Something that a person must know about the screen itself. */
export function Notice({ icon, tone, children }: { readonly icon: IconName; readonly tone: 'late' | 'stop' | 'ok'; readonly children: ReactNode }) {
  return (
    <p className={styles.notice} data-tone={tone} data-shows="" role={tone === 'stop' ? 'alert' : 'status'}>
      <Icon name={icon} size={28} />
      <span>{children}</span>
    </p>
  );
}
