import type { RunStop } from '@passaggio/contracts';
import { Clock, Ltr, Plate } from '@passaggio/ui';
import { useState } from 'react';
import type { ShownRun } from '../../app/driverState.ts';
import type { Tap } from '../../offline/decide.ts';
import { BarButton, Notice, Tool } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useNow } from '../../lib/useDriver.ts';
import { WaitingSign } from '../../lib/Waiting.tsx';
import { useDriverWords } from '../../lib/words.ts';
import type { Recorder } from '../drive/Drive.tsx';
import { loadAt } from '../drive/load.ts';
import { CodePad } from './CodePad.tsx';
import { Missing } from './Missing.tsx';
import { People } from './People.tsx';
import { StopMain } from './StopMain.tsx';
import { tilesOf } from './tiles.ts';
import styles from './stop.module.css';

interface AtStopProps {
  readonly run: ShownRun;
  readonly stop: RunStop;
  /** This driver's runs, for codes that belong elsewhere. */
  readonly runs: readonly ShownRun[];
  readonly tap: Recorder;
  readonly openMap: () => void;
  readonly openHelp: () => void;
}

/** The bus stands: who gets on, who gets off, who is missing; then it leaves. */
export function AtStop({ run, stop, runs, tap, openMap, openHelp }: AtStopProps) {
  const { t } = useDriverWords();
  const now = useNow();
  const [shows, setShows] = useState<'people' | 'missing' | 'code'>('people');
  const [refused, setRefused] = useState<string>();
  const { view } = run;
  const act = async (what: Tap): Promise<void> => {
    const recording = await tap(what);
    if ('recorded' in recording) setRefused(undefined);
    else if (recording.refused === 'ask-again') setShows('missing');
    else setRefused(recording.refused === 'full' ? t('refused.full', { seats: view.seats }) : t('refused.other'));
  };
  const toPeople = (): void => setShows('people');
  if (shows === 'code') return <CodePad run={run} stop={stop} runs={runs} tap={tap} back={toPeople} />;
  if (shows === 'missing') return <Missing view={view} stop={stop} now={now} act={act} back={toPeople} />;
  const tiles = tilesOf(view, stop);
  const load = loadAt(stop);
  return (
    <Screen
      name="at-stop"
      title={stop.place.name}
      bar={
        <>
          <BarButton icon="map" label={t('bar.map')} act={openMap} />
          <BarButton icon="help" label={t('bar.help')} act={openHelp} />
        </>
      }
      foot={
        <>
          <div className={styles.tools}>
            <Tool icon="search" act={() => setShows('code')}>
              {t('stop.code')}
            </Tool>
            {tiles.some((tile) => tile.state === 'gets-on') && (
              <Tool icon="person" act={() => setShows('missing')}>
                {t('stop.missing')}
              </Tool>
            )}
            {run.canUndo && (
              <Tool icon="undo" act={() => void act({ tap: 'undo' })}>
                {t('stop.undo')}
              </Tool>
            )}
          </div>
          <StopMain view={view} stop={stop} now={now} act={(what) => void act(what)} />
        </>
      }
    >
      <p className={styles.load}>
        <Plate number={view.plate.number} size={40} />
        <output aria-label={t('drive.load', { ...load, aboard: view.onBoard, seats: view.seats })} data-aboard={view.onBoard}>
          <Ltr>
            +{load.on} −{load.off} · {view.onBoard}/{view.seats}
          </Ltr>
        </output>
        <WaitingSign />
        <span className={styles.now}>
          <Clock at={now.at} />
        </span>
      </p>
      {refused !== undefined && (
        <Notice icon="warning" tone="stop">
          {refused}
        </Notice>
      )}
      <People tiles={tiles} act={(tile) => void act(tile.tap)} />
    </Screen>
  );
}
