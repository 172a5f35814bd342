import { Clock, Ltr, Plate } from '@passaggio/ui';
import { useState } from 'react';
import type { Recorder } from '../drive/Drive.tsx';
import { VehicleCheck } from './VehicleCheck.tsx';
import { toldAt } from '../../offline/position.ts';
import type { View } from '../../offline/view.ts';
import { BarButton, Main } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { WaitingNotices } from '../../lib/Waiting.tsx';
import { loadAt } from '../drive/load.ts';
import { useDriverWords } from '../../lib/words.ts';
import styles from './shift.module.css';

interface BeforeStartProps {
  readonly view: View;
  readonly tap: Recorder;
  readonly openMap: () => void;
  readonly openHelp: () => void;
  readonly back: () => void;
}

/** The run stop by stop; then the vehicle is checked, and started. */
export function BeforeStart({ view, tap, openMap, openHelp, back }: BeforeStartProps) {
  const { t } = useDriverWords();
  const [isChecking, setChecking] = useState(false);
  if (isChecking) return <VehicleCheck start={(start) => void tap(start)} back={() => setChecking(false)} />;
  return (
    <Screen
      name="before-start"
      title={<Plate number={view.plate.number} size={40} />}
      bar={
        <>
          <BarButton icon="back" label={t('common.back')} act={back} />
          <BarButton icon="map" label={t('bar.map')} act={openMap} />
          <BarButton icon="help" label={t('bar.help')} act={openHelp} />
        </>
      }
      foot={
        <Main icon="check" act={() => setChecking(true)}>
          {t('run.check')}
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
