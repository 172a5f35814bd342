/** What a newer plan changed, said aloud once while the screen between stops stays as it is. */
import { clockTime, part, said, useVoice, Zone, type Said } from '@passaggio/ui';
import { useContext, useEffect, useRef } from 'react';
import type { DriverKey } from '../../lib/words.ts';
import type { Change } from '../../offline/changes.ts';

/** More than these wait for the eye: a driver listens while driving. */
const MOST = 2;

const say: Said<DriverKey> = said;

export function changesSaid(changes: readonly Change[], zone: string): string {
  const parts = changes
    .slice(0, MOST)
    .flatMap((change) => [part.place(change.place), 'at' in change && change.change !== 'stop-removed' ? part.time(clockTime(change.at, zone)) : undefined]);
  return say('changed.title', ...parts);
}

/** @param isMoving  at a standstill the screen says it */
export function useSpokenChanges(changes: readonly Change[], isMoving: boolean): void {
  const zone = useContext(Zone);
  const voice = useVoice();
  const text = isMoving && changes.length > 0 ? changesSaid(changes, zone) : '';
  const last = useRef('');
  useEffect(() => {
    if (text !== '' && text !== last.current) voice.say(text);
    last.current = text;
  }, [text, voice]);
}
