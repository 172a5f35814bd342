import { lazy, Suspense } from 'react';
import { useWords } from '../words/words.tsx';
import { Ltr } from '../time/Clock.tsx';
import type { RideMapProps } from './drawn.ts';
import styles from './ride-map.module.css';

/** Leaflet and the coast: 50 kB that are fetched when a map is first opened. Without signal and without them there is the list. */
const Drawn = lazy(() => import('./DrawnMap.tsx').catch(() => ({ default: NoMap })));

/**
 * A map of numbered stops with the list of them below, which says the same to whoever does not see or use the map.
 *
 *     <RideMap isRun stops={stops.map(({ stop, place, at, kind }) => ({ id: stop, name: place.name, at, kind }))} bus={{ plate: 7, at }} />
 *
 * Fills its flex parent. A stop in an informal settlement is given as `at: null` by whoever knows: the server leaves its position out
 * for riders, and drivers' pages look at `settlement`.
 */
export function RideMap(props: RideMapProps) {
  const { t } = useWords();
  return (
    <div className={styles.map}>
      <Suspense fallback={<div className={styles.frame} />}>
        <Drawn {...props} />
      </Suspense>
      <ol className={styles.list}>
        {props.stops.map((stop, i) => (
          <li key={stop.id} className={styles.item}>
            <span className={styles.stop} data-kind={stop.kind}>
              <Ltr>{i + 1}</Ltr>
            </span>
            <span className={styles.name}>
              {stop.name}
              {stop.at === null && <small> {t('map.hidden')}</small>}
            </span>
            {stop.note}
          </li>
        ))}
      </ol>
    </div>
  );
}

function NoMap() {
  const { t } = useWords();
  return (
    <p className={styles.frame} role="status">
      {t('map.away')}
    </p>
  );
}
