import type { Alternative, RideCard } from '@passaggio/contracts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { Alternatives } from './Alternatives.tsx';
import type { Face } from './face.ts';
import { UnsentNotice } from './UnsentCard.tsx';
import { useRider, useRiderState } from './useRider.ts';

interface ActionsProps {
  readonly card: RideCard;
  readonly face: Face;
  /** Something else that would work. */
  readonly choose: (one: Alternative) => void;
}

/** What this ride asks of its rider now: understood, still here, or another choice. */
export function Actions({ card, face, choose }: ActionsProps) {
  const { t } = useRiderWords();
  const { store } = useRider();
  const waiting = useRiderState().unsent.find((one) => one.command.ride === card.ride && one.command.what !== 'ask');
  const proposed = face.leg?.proposed ?? null;
  if (waiting !== undefined) return <UnsentNotice unsent={waiting} />;
  return (
    <>
      {face.acts.includes('acknowledge') && proposed !== null && (
        <Forward icon="check" say={say('act.understand')} act={() => store.acknowledge(card.ride, proposed.change)}>
          {t('act.understand')}
        </Forward>
      )}
      {face.acts.includes('still-here') && card.stillHere !== null && (
        <Notice
          icon={card.stillHere.seenBy === null ? 'bell' : 'person'}
          tone={card.stillHere.seenBy === null ? 'late' : 'ok'}
          shows={say(card.stillHere.seenBy === null ? 'still.sent' : 'still.seen')}
        >
          {t(card.stillHere.seenBy === null ? 'still.sent' : 'still.seen')}
        </Notice>
      )}
      {face.acts.includes('still-here') && card.stillHere === null && !face.acts.includes('acknowledge') && (
        <Forward icon="person" tone="stop" say={say('act.stillHere')} act={() => store.stillHere(card.ride)}>
          {t('act.stillHere')}
        </Forward>
      )}
      {(face.state === 'refused' || face.state === 'waiting') && <Alternatives card={card} choose={choose} />}
    </>
  );
}
