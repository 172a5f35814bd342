import { useEffect, useState } from 'react';
import type { ShownRun } from '../../app/driverState.ts';
import type { Tap } from '../../offline/decide.ts';
import type { Recording } from '../../offline/factQueue.ts';
import { positionOf } from '../../offline/position.ts';
import { Main, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriver, useDriverState } from '../../lib/useDriver.ts';
import { useDriverWords } from '../../lib/words.ts';
import { BeforeStart } from '../shift/BeforeStart.tsx';
import { EndOfRun } from '../shift/EndOfRun.tsx';
import { AtStop } from '../stop/AtStop.tsx';
import { Changed } from '../stop/Changed.tsx';
import { Moving } from './Moving.tsx';

export type Recorder = (tap: Tap) => Promise<Recording>;

/** One run, wherever it is. What changed meanwhile waits until the bus stands. */
export function Drive({ run, back }: { readonly run: ShownRun; readonly back: () => void }) {
  const { store } = useDriver();
  const { runs } = useDriverState();
  const { t } = useDriverWords();
  const [isDiskFull, setDiskFull] = useState(false);
  const { view, changes } = run;
  const position = positionOf(view);
  const tap: Recorder = async (what) => {
    try {
      const recording = await store.tap(view.run, what);
      setDiskFull(false);
      if ('recorded' in recording) navigator.vibrate?.(40);
      return recording;
    } catch (fault) {
      setDiskFull(true);
      throw fault;
    }
  };
  useScreenAwake(position.is === 'moving' || position.is === 'at');
  if (isDiskFull) return <DiskFull word={t('refused.disk')} again={t('common.retry')} retry={() => setDiskFull(false)} />;
  if (position.is === 'moving') return <Moving view={view} to={position.to} arrive={() => void tap({ tap: 'arrive' })} />;
  if (changes.length > 0 && view.state !== 'ended') return <Changed changes={changes} seen={() => void store.seen(view.run)} />;
  if (position.is === 'not-started') return <BeforeStart view={view} start={() => void tap({ tap: 'start' })} back={back} />;
  if (position.is === 'at')
    return <AtStop key={position.stop.stop} run={run} stop={position.stop} others={runs.map((one) => one.view)} tap={tap} back={back} />;
  return <EndOfRun view={view} end={() => void tap({ tap: 'end', sure: true })} back={back} />;
}

function DiskFull({ word, again, retry }: { readonly word: string; readonly again: string; readonly retry: () => void }) {
  return (
    <Screen
      name="disk-full"
      foot={
        <Main icon="again" act={retry}>
          {again}
        </Main>
      }
    >
      <Notice icon="warning" tone="stop">
        {word}
      </Notice>
    </Screen>
  );
}

/** A phone in its holder stays lit; where the browser cannot, the phone's own setting holds. */
function useScreenAwake(isDriving: boolean): void {
  useEffect(() => {
    if (!isDriving || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const ask = (): void => {
      if (document.visibilityState !== 'visible') return;
      navigator.wakeLock.request('screen').then(
        (got) => (isOver ? void got.release() : void (lock = got)),
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [isDriving]);
}
