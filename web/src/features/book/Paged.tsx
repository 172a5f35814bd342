import { useState, type ReactNode } from 'react';
import { Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';

interface PagedProps<T> {
  readonly items: readonly T[];
  readonly label: string;
  /** Another way to what is not on this page; only where there are several. */
  readonly other?: ReactNode;
  readonly children: (item: T) => ReactNode;
}

/** At most six tiles a screen; where there are more, the last one is "more". */
export function Paged<T>({ items, label, other, children }: PagedProps<T>) {
  const { t } = useRiderWords();
  const [page, setPage] = useState(0);
  if (items.length <= 6) {
    return (
      <Tiles columns={2} label={label}>
        {items.map(children)}
      </Tiles>
    );
  }
  const size = other === undefined ? 5 : 4;
  const pages = Math.ceil(items.length / size);
  return (
    <Tiles columns={2} label={label}>
      {items.slice(page * size, (page + 1) * size).map(children)}
      {other}
      <Tile icon="more" say={say('more')} act={() => setPage((page + 1) % pages)}>
        {t('more')}
      </Tile>
    </Tiles>
  );
}
