import { useEffect, useState } from 'react';
import type { ShownRun } from '../../app/driverState.ts';
import type { Tap } from '../../offline/decide.ts';
import type { Recording } from '../../offline/factQueue.ts';
import { positionOf } from '../../offline/position.ts';
import { useDriver, useDriverState } from '../../lib/useDriver.ts';
import { BeforeStart } from '../shift/BeforeStart.tsx';
import { EndOfRun } from '../shift/EndOfRun.tsx';
import { AtStop } from '../stop/AtStop.tsx';
import { Changed } from '../stop/Changed.tsx';
import { DiskFull } from './DiskFull.tsx';
import { Help } from './Help.tsx';
import { Moving } from './Moving.tsx';
import { RunMap } from './RunMap.tsx';
import { useSpokenChanges } from './useSpokenChanges.ts';

export type Recorder = (tap: Tap) => Promise<Recording>;

/** One run, wherever it is. What changed meanwhile waits until the bus stands. */
export function Drive({ run, back }: { readonly run: ShownRun; readonly back: () => void }) {
  const { store } = useDriver();
  const { runs } = useDriverState();
  const [isDiskFull, setDiskFull] = useState(false);
  const [isHalted, setHalted] = useState(false);
  const [beside, setBeside] = useState<'map' | 'help'>();
  const { view, driving, changes } = run;
  const position = positionOf(view);
  const shown = positionOf(driving);
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
  useSpokenChanges(changes, shown.is === 'moving' && !isHalted);
  useScreenAwake(position.is === 'moving' || position.is === 'at');
  if (isDiskFull) return <DiskFull retry={() => setDiskFull(false)} />;
  if (shown.is === 'moving' && !isHalted) {
    const { to } = shown;
    // a stop that a newer plan has taken away is not arrived at: the bus stands, and its driver reads why
    const isPlanned = view.stops.some((stop) => stop.stop === to.stop);
    return <Moving view={driving} to={to} arrive={() => (isPlanned ? void tap({ tap: 'arrive', stop: to.stop }) : setHalted(true))} />;
  }
  if (changes.length > 0 && view.state !== 'ended') return <Changed changes={changes} seen={() => void store.seen(view.run).then(() => setHalted(false))} />;
  const close = (): void => setBeside(undefined);
  const open = { openMap: () => setBeside('map'), openHelp: () => setBeside('help') };
  if (beside === 'map') return <RunMap view={view} back={close} />;
  if (beside === 'help') return <Help view={view} tell={(trouble) => void tap({ tap: 'trouble', trouble })} toRuns={back} back={close} />;
  if (position.is === 'not-started') return <BeforeStart view={view} tap={tap} {...open} back={back} />;
  if (position.is === 'at') return <AtStop key={position.stop.stop} run={run} stop={position.stop} runs={runs} tap={tap} {...open} />;
  return <EndOfRun view={view} end={(what) => void tap(what)} {...open} back={back} />;
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
