import { useState, type ReactNode } from 'react';
import { Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';

interface PagedProps<T> {
  readonly items: readonly T[];
  readonly label: string;
  /** Another way to what is not on this page; only where there are several. */
  readonly other?: ReactNode;
  /** A tile that is there however few the items are. */
  readonly also?: ReactNode;
  /** Tiles that the screen has room for. */
  readonly most?: number;
  readonly children: (item: T) => ReactNode;
}

/** At most six tiles a screen; where there are more, the last one is "more". */
export function Paged<T>({ items, label, other, also, most = 6, children }: PagedProps<T>) {
  const { t } = useRiderWords();
  const [page, setPage] = useState(0);
  if (items.length + (also === undefined ? 0 : 1) <= most) {
    return (
      <Tiles columns={2} label={label}>
        {items.map(children)}
        {also}
      </Tiles>
    );
  }
  const standing = also ?? other;
  const size = standing === undefined ? most - 1 : most - 2;
  const pages = Math.ceil(items.length / size);
  return (
    <Tiles columns={2} label={label}>
      {items.slice(page * size, (page + 1) * size).map(children)}
      {standing}
      <Tile icon="more" say={say('more')} act={() => setPage((page + 1) % pages)}>
        {t('more')}
      </Tile>
    </Tiles>
  );
}
