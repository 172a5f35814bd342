import { Clock, Ltr, Plate } from '@passaggio/ui';
import { toldAt } from '../../offline/position.ts';
import type { View } from '../../offline/view.ts';
import { BarButton, Main } from '../../lib/Buttons.tsx';
import { Screen, ThemeButton } from '../../lib/Screen.tsx';
import { WaitingNotices } from '../../lib/Waiting.tsx';
import { loadAt } from '../drive/load.ts';
import { useDriverWords } from '../../lib/words.ts';
import styles from './shift.module.css';

interface BeforeStartProps {
  readonly view: View;
  readonly start: () => void;
  readonly back: () => void;
}

/** The run stop by stop, and *Start*. */
export function BeforeStart({ view, start, back }: BeforeStartProps) {
  const { t } = useDriverWords();
  return (
    <Screen
      name="before-start"
      title={<Plate number={view.plate.number} size={40} />}
      bar={
        <>
          <BarButton icon="back" label={t('common.back')} act={back} />
          <ThemeButton />
        </>
      }
      foot={
        <Main icon="wheel" act={start}>
          {t('run.start')}
        </Main>
      }
    >
      <WaitingNotices />
      <ol className={styles.list} aria-label={t('run.stops')}>
        {view.stops.map((stop) => {
          const load = loadAt(stop);
          return (
            <li key={stop.stop} className={styles.stop} data-kind={stop.kind}>
              <span className={styles.point} aria-hidden="true" />
              <strong>
                <Clock at={toldAt(stop)} />
              </strong>
              <span className={styles.name}>{stop.place.name}</span>
              <Ltr>
                +{load.on} −{load.off}
              </Ltr>
            </li>
          );
        })}
      </ol>
      {view.estimated && <p className={styles.small}>{t('run.estimated')}</p>}
    </Screen>
  );
}
