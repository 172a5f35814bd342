import { useState, type ReactNode } from 'react';
import { Tool } from './Buttons.tsx';
import styles from './paged.module.css';
import { useDriverWords } from './words.ts';

interface PagedProps<T> {
  readonly items: readonly T[];
  /** So many have room; with *more* below them two fewer. */
  readonly fit: number;
  readonly children: (shown: readonly T[]) => ReactNode;
}

/** A list without scrolling: what has no room comes after *more*, and after the last the first again. */
export function Paged<T>({ items, fit, children }: PagedProps<T>) {
  const { t } = useDriverWords();
  const [from, setFrom] = useState(0);
  if (items.length <= fit) return children(items);
  const count = fit - 2;
  const start = from < items.length ? from : 0;
  const rest = items.length - start - count;
  return (
    <>
      {children(items.slice(start, start + count))}
      <div className={styles.more}>
        <Tool icon="more" act={() => setFrom(rest > 0 ? start + count : 0)}>
          {t('stop.more', { n: rest > 0 ? rest : count })}
        </Tool>
      </div>
    </>
  );
}
