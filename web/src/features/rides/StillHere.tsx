import type { RideCard } from '@passaggio/contracts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import type { Face } from './face.ts';
import { useNow, useRider } from './useRider.ts';

interface StillHereProps {
  readonly card: RideCard;
  readonly face: Face;
  /** Nothing else is asked first. */
  readonly isAsked?: boolean;
  /** The way back is wanted while the shift goes on: asked once more. */
  readonly backNow: () => void;
}

/** *I am still here*, where somebody may have been left; then what became of it. Open to a locked phone too: help needs no PIN. */
export function StillHere({ card, face, isAsked = true, backNow }: StillHereProps) {
  const atWork = useNow() < card.shiftEnd;
  const { t } = useRiderWords();
  const { store } = useRider();
  if (!face.acts.includes('still-here')) return null;
  if (card.stillHere !== null) {
    const { seenBy } = card.stillHere;
    const key = seenBy === null ? 'still.sent' : 'still.seen';
    return (
      <Notice icon={seenBy === null ? 'bell' : 'person'} tone={seenBy === null ? 'late' : 'ok'} shows={say(key)}>
        {t(key)}
      </Notice>
    );
  }
  if (!isAsked) return null;
  return (
    <Forward icon="person" tone="stop" say={say(atWork ? 'act.backNow' : 'act.stillHere')} act={atWork ? backNow : () => store.stillHere(card.ride)}>
      {t(atWork ? 'act.backNow' : 'act.stillHere')}
    </Forward>
  );
}
