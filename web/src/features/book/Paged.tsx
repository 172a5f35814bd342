import { useState, type ReactNode } from 'react';
import { Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';

/** At most six tiles a screen; where there are more, the last one is "more". */
export function Paged<T>({ items, label, children }: { readonly items: readonly T[]; readonly label: string; readonly children: (item: T) => ReactNode }) {
  const { t } = useRiderWords();
  const [page, setPage] = useState(0);
  if (items.length <= 6) {
    return (
      <Tiles columns={2} label={label}>
        {items.map(children)}
      </Tiles>
    );
  }
  const pages = Math.ceil(items.length / 5);
  return (
    <Tiles columns={2} label={label}>
      {items.slice(page * 5, page * 5 + 5).map(children)}
      <Tile icon="more" say={say('more')} act={() => setPage((page + 1) % pages)}>
        {t('more')}
      </Tile>
    </Tiles>
  );
}
