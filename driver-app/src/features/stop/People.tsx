import { Icon, Ltr, type IconName } from '@passaggio/ui';
import { Paged } from '../../lib/Paged.tsx';
import { useDriverWords } from '../../lib/words.ts';
import type { Tile } from './tiles.ts';
import styles from './stop.module.css';

const icons: { readonly [state in Tile['state']]: IconName } = {
  'gets-on': 'plus',
  'gets-off': 'minus',
  'on-board': 'check',
  'got-off': 'check',
  absent: 'cross',
};
/** Two columns of four. */
const FIT = 8;

/** Boarding codes, never names. One tap does what comes next; another takes it back. */
export function People({ tiles, act }: { readonly tiles: readonly Tile[]; readonly act: (tile: Tile) => void }) {
  const { t } = useDriverWords();
  if (tiles.length === 0) return <p>{t('stop.nobody')}</p>;
  return (
    <Paged items={tiles} fit={FIT}>
      {(shown) => (
        <ul className={styles.tiles} aria-label={t('stop.people')}>
          {shown.map((tile) => (
            <li key={tile.key}>
              <button
                type="button"
                className={styles.tile}
                data-state={tile.state}
                data-code={tile.code}
                aria-label={t(`tile.${tile.state}`, { code: tile.code })}
                onClick={() => act(tile)}
              >
                <Icon name={icons[tile.state]} size={28} />
                <Ltr>{tile.code}</Ltr>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Paged>
  );
}
