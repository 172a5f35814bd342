/** What a hand feels without looking (look.md): one short for taken, two for look, one long for a problem. */
import type { RideCard } from '@passaggio/contracts';
import { faceOf } from './face.ts';
import type { RiderState } from './riderState.ts';

type Felt = 'taken' | 'look' | 'problem';
type Seen = Pick<RiderState, 'cards' | 'unsent'>;

/** Milliseconds on, off, on. */
const PATTERNS: { readonly [felt in Felt]: number[] } = { taken: [40], look: [40, 80, 40], problem: [400] };
const BAD: readonly string[] = ['refused', 'left-out', 'missed', 'not-here'];

/** What this phone asked for is taken or not; what others did is to be looked at. @param now  server time */
export function feltBetween(was: Seen, is: Seen, now: number): Felt | undefined {
  const faceName = (card: RideCard): string => faceOf(card, now).state;
  const find = (list: Seen['unsent'], id: string) => list.find(({ command }) => command.body.id === id);
  for (const { command, stopped } of was.unsent) {
    if (stopped !== undefined) continue;
    const left = find(is.unsent, command.body.id);
    if (left?.stopped !== undefined) return 'problem';
    const card = is.cards.get(command.ride);
    if (left === undefined && card !== undefined) return BAD.includes(faceName(card)) ? 'problem' : 'taken';
  }
  for (const [ride, card] of is.cards) {
    const old = was.cards.get(ride);
    const isOwn = is.unsent.some(({ command }) => command.ride === ride); // felt when it is answered
    if (old !== undefined && !isOwn && faceName(old) !== faceName(card)) return BAD.includes(faceName(card)) ? 'problem' : 'look';
  }
  return undefined;
}

interface Watched {
  readonly state: Seen;
  readonly subscribe: (listener: () => void) => () => void;
}

/** An answer and the card that it brings are one thing to feel. @returns ends it */
export function feel(store: Watched, now: () => number): () => void {
  let before = store.state;
  let isDue = false;
  return store.subscribe(() => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      const felt = feltBetween(before, store.state, now());
      before = store.state;
      if (felt !== undefined) navigator.vibrate?.(PATTERNS[felt]);
    });
  });
}
