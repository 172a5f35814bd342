import type { Alternative, RideCard } from '@passaggio/contracts';
import { Forward } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Alternatives } from './Alternatives.tsx';
import type { Face } from './face.ts';
import type { Unsent } from './outbox.ts';
import { StillHere } from './StillHere.tsx';
import { UnsentNotice } from './UnsentCard.tsx';
import { useRider, useRiderState } from './useRider.ts';

interface ActionsProps {
  readonly card: RideCard;
  readonly face: Face;
  /** Something else that would work. */
  readonly choose: (one: Alternative) => void;
  /** The way back is wanted while the shift goes on. */
  readonly backNow: () => void;
}

/** What was said of this ride and has no answer yet: help before anything else. */
export function unsentOf(ride: RideCard['ride'], unsent: readonly Unsent[]): Unsent | undefined {
  const own = unsent.filter(({ command }) => command.ride === ride && command.what !== 'ask');
  return own.find(({ command }) => command.what === 'still-here') ?? own[0];
}

/** What this ride asks of its rider now: understood, still here, or another choice. */
export function Actions({ card, face, choose, backNow }: ActionsProps) {
  const { t } = useRiderWords();
  const { store } = useRider();
  const { unsent } = useRiderState();
  const waiting = unsentOf(card.ride, unsent);
  const proposed = face.leg?.proposed ?? null;
  const notice = waiting && <UnsentNotice unsent={waiting} />;
  if (waiting?.command.what === 'still-here') return notice;
  const isAgreed = unsent.some(({ command }) => command.ride === card.ride && command.what === 'acknowledge');
  const asksToAgree = face.acts.includes('acknowledge') && !isAgreed;
  return (
    <>
      {notice}
      {asksToAgree && proposed !== null && (
        <Forward icon="check" say={say('act.understand')} act={() => store.acknowledge(card.ride, proposed.change)}>
          {t('act.understand')}
        </Forward>
      )}
      <StillHere card={card} face={face} isAsked={!asksToAgree} backNow={backNow} />
      {(face.state === 'refused' || face.state === 'waiting') && <Alternatives card={card} choose={choose} />}
    </>
  );
}
