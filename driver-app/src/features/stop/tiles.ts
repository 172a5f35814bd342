/** The people of a stop as tiles: who gets off first, then who gets on. Pure. */
import type { RunPerson, RunStop } from '@passaggio/contracts';
import type { Tap } from '../../offline/decide.ts';
import { isAwaited, keyOf, type View } from '../../offline/view.ts';

export interface Tile {
  readonly key: string;
  readonly code: string;
  readonly state: 'gets-on' | 'gets-off' | 'on-board' | 'got-off' | 'absent';
  /** What a tap on it does: forward, or back. */
  readonly tap: Tap;
}

export function tilesOf(view: View, stop: RunStop): Tile[] {
  const off = [...stop.off, ...view.carried].flatMap((person) => tile(person, offState(person)));
  const on = stop.on.flatMap((person) => tile(person, onState(person)));
  return [...off, ...on];
}

function offState({ state }: RunPerson): Tile['state'] | undefined {
  if (state === 'boarded') return 'gets-off';
  return state === 'alighted' ? 'got-off' : undefined;
}

function onState(person: RunPerson): Tile['state'] | undefined {
  if (isAwaited(person)) return 'gets-on';
  if (person.state === 'boarded') return 'on-board';
  return ['no-show', 'missed', 'not-here'].includes(person.state) ? 'absent' : undefined;
}

function tile(person: RunPerson, state: Tile['state'] | undefined): Tile[] {
  if (state === undefined) return [];
  const who = { ride: person.ride, leg: person.leg };
  const taps = { 'gets-on': 'board', absent: 'board', 'gets-off': 'alight', 'on-board': 'take-back', 'got-off': 'take-back' } as const;
  return [{ key: keyOf(person), code: person.code, state, tap: { tap: taps[state], who } }];
}
