import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from '../icons/Icon.tsx';
import { Plate } from '../plate/Plate.tsx';
import { said } from '../voice/said.ts';
import { useWords } from '../words/words.tsx';
import { drawMap, type Canvas } from './draw.ts';
import type { RideMapProps } from './drawn.ts';
import styles from './ride-map.module.css';

/** The map itself: loaded by RideMap. Dragged, pinched, or moved with the arrow keys; nothing moves by itself. */
export default function DrawnMap({ stops, around = [], isRun = false, bus }: RideMapProps) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas>();
  useEffect(() => {
    if (frame.current === null) return undefined;
    const made = drawMap(frame.current);
    setCanvas(made);
    return () => made.remove();
  }, []);
  const drawing = JSON.stringify({ stops: stops.map(({ at, kind }) => ({ at, kind })), around, isRun, bus }); // a new array each time, seldom a new map
  useEffect(() => canvas?.show(JSON.parse(drawing) as Parameters<Canvas['show']>[0]), [canvas, drawing]);
  return (
    <div className={styles.frame} dir="ltr">
      <div ref={frame} className={styles.canvas} role="region" aria-label={t('map.title')} />
      <div className={styles.zoom}>
        <button type="button" aria-label={t('map.closer')} data-say={said('map.closer')} title={t('map.closer')} onClick={() => canvas?.zoom(1)}>
          <Icon name="plus" />
        </button>
        <button type="button" aria-label={t('map.farther')} data-say={said('map.farther')} title={t('map.farther')} onClick={() => canvas?.zoom(-1)}>
          <Icon name="minus" />
        </button>
      </div>
      <small className={styles.source}>Natural Earth · GeoNames CC BY 4.0</small>
      {canvas !== undefined && bus !== undefined && createPortal(<Plate number={bus.plate} size={40} />, canvas.busSign)}
    </div>
  );
}
