import { Clock, Icon, Ltr, Plate } from '@passaggio/ui';
import type { RunStop } from '@passaggio/contracts';
import { expectedAt, toldAt } from '../../offline/position.ts';
import type { View } from '../../offline/view.ts';
import { Main } from '../../lib/Buttons.tsx';
import { useNow } from '../../lib/useDriver.ts';
import { WaitingSign } from '../../lib/Waiting.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { loadAt } from './load.ts';
import styles from './moving.module.css';

interface MovingProps {
  readonly view: View;
  readonly to: RunStop;
  readonly arrive: () => void;
}

/** Between *Leave* and *Arrived*: read only, nothing under 34 px, nothing moves. */
export function Moving({ view, to, arrive }: MovingProps) {
  const { t } = useDriverWords();
  const now = useNow();
  const { on, off } = loadAt(to);
  return (
    <main className={styles.moving} data-screen="moving" data-stop={to.stop}>
      <div className={styles.bar}>
        <Plate number={view.plate.number} size={64} />
        <WaitingSign />
        <span className={styles.now}>
          <span className="only-heard">{t('bar.now', { time: '' })}</span>
          <Clock at={now.at} />
        </span>
      </div>
      <h1 className={styles.place} aria-label={t('drive.to', { place: to.place.name })}>
        {to.place.name}
      </h1>
      <p className={styles.told}>
        <span className="only-heard">{t(to.on.length > 0 ? 'drive.told' : 'drive.planned')} </span>
        <Clock at={toldAt(to)} />
      </p>
      <p className={styles.expected}>
        <Icon name="bus" size={40} />
        <span className="only-heard">{t('drive.expected')} </span>
        <Clock at={expectedAt(view, to)} />
      </p>
      <p className={styles.load}>
        <span className="only-heard">{t('drive.load', { on, off, aboard: view.onBoard, seats: view.seats })}</span>
        <span aria-hidden="true">
          <Ltr>+{on}</Ltr>
        </span>
        <span aria-hidden="true">
          <Ltr>−{off}</Ltr>
        </span>
        <span className={styles.aboard} aria-hidden="true">
          <Ltr>
            {view.onBoard}/{view.seats}
          </Ltr>
        </span>
      </p>
      <Main icon="check" act={arrive}>
        {t('drive.arrived')}
      </Main>
    </main>
  );
}
