import type { Me, RideAsk } from '@passaggio/contracts';
import { Clock, clockTime, Ltr, part, Plate, serviceDateAt, StateSign } from '@passaggio/ui';
import { useState } from 'react';
import { Forward, Wide } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { OwnPin } from '../account/OwnPin.tsx';
import { unsentOf } from './Actions.tsx';
import { BackNow } from './BackNow.tsx';
import { Day } from './Day.tsx';
import { faceOf, inOrder } from './face.ts';
import { Freshness } from './Freshness.tsx';
import styles from './locked.module.css';
import { daySays } from './says.ts';
import { StillHere } from './StillHere.tsx';
import { UnsentNotice, Urgency } from './UnsentCard.tsx';
import { useNow, useRider, useRiderState } from './useRider.ts';

interface LockedProps {
  /** @param me  undefined where only this phone has seen the PIN */
  readonly unlock: (me: Me | undefined) => void;
  readonly ended: () => void;
}

/** What the rider's own phone shows after five minutes away: time and plate, and the way to be found. The PIN opens the rest. */
export function Locked({ unlock, ended }: LockedProps) {
  const { t } = useRiderWords();
  const { zone, leave } = useRider();
  const { cards, unsent, front } = useRiderState();
  const go = useGo();
  const now = useNow();
  const [opening, setOpening] = useState(false);
  const [leavingWork, setLeavingWork] = useState(false);
  if (opening) return <OwnPin opened={unlock} ended={ended} back={() => setOpening(false)} leave={leave} />;
  const wish = unsent.flatMap(({ command, stopped }) => (command.what === 'ask' ? [{ ask: command.body, isRefused: stopped !== undefined }] : []))[0];
  const told = [...cards.values()].filter(({ ride }) => front === undefined || ride === front);
  const [card] = inOrder(told, now, serviceDateAt(now, zone), undefined);
  if (leavingWork && card !== undefined) return <BackNow card={card} done={() => setLeavingWork(false)} />;
  const waiting = card && unsentOf(card.ride, unsent);
  const day = wish?.ask.serviceDate ?? card?.serviceDate;
  const face = card && faceOf(card, now);
  const plate = face?.leg?.state === 'alighted' ? undefined : face?.leg?.plate?.number;
  const isLow = face?.acts.includes('still-here') === true; // help comes before size
  const shows = say(face && `state.${face.state}`, face?.time !== undefined && part.time(clockTime(face.time, zone)), plate !== undefined && part.bus(plate));
  return (
    <Screen
      name="locked"
      title={day === undefined ? 'Passaggio' : <Day serviceDate={day} />}
      shows={daySays(day, now, zone)}
      leave={leave}
      forward={
        <Forward icon="lock" say={say('lock.open')} act={() => setOpening(true)}>
          {t('lock.open')}
        </Forward>
      }
    >
      <Freshness />
      {wish !== undefined ? (
        <Wish {...wish} />
      ) : (
        face !== undefined && (
          <article className={styles.card} data-state={face.state} data-shows={shows} aria-label={t(`state.${face.state}`)}>
            <StateSign of={face.state} size={isLow ? 48 : 72} />
            {face.time !== undefined && (
              <p className={styles.time}>
                <Clock at={face.time} />
              </p>
            )}
            {plate !== undefined && <Plate number={plate} size={isLow ? 64 : 96} />}
          </article>
        )
      )}
      {waiting?.command.what === 'still-here' ? (
        <UnsentNotice unsent={waiting} />
      ) : (
        card !== undefined && face !== undefined && wish === undefined && <StillHere card={card} face={face} backNow={() => setLeavingWork(true)} />
      )}
      <Wide icon="help" say={say('tile.help')} act={() => go('/help')}>
        {t('tile.help')}
      </Wide>
    </Screen>
  );
}

/** What the server does not have yet is never kept quiet: nothing is booked, and the list closes. */
function Wish({ ask, isRefused }: { readonly ask: RideAsk; readonly isRefused: boolean }) {
  const { t } = useRiderWords();
  const state = isRefused ? 'refused' : 'not-sent';
  return (
    <>
      <article className={styles.card} data-state={state} data-shows={say(`state.${state}`, part.time(ask.shiftStart))} aria-label={t(`state.${state}`)}>
        <StateSign of={state} size={72} />
        <p className={styles.time}>
          <Ltr>{ask.shiftStart}</Ltr>
        </p>
      </article>
      {!isRefused && <Urgency ask={ask} />}
    </>
  );
}
