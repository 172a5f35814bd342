import type { RideAsk } from '@passaggio/contracts';
import { Clock, clockTime, Keypad, Ltr, part, Plate, serviceDateAt, StateSign, Typed } from '@passaggio/ui';
import { useState } from 'react';
import { Forward, Notice, Wide } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { lock, type Opening } from '../account/lock.ts';
import { Day } from './Day.tsx';
import { faceOf, inOrder } from './face.ts';
import { Freshness } from './Freshness.tsx';
import styles from './locked.module.css';
import { daySays } from './says.ts';
import { Urgency } from './UnsentCard.tsx';
import { useNow, useRider, useRiderState } from './useRider.ts';

/** What the rider's own phone shows after five minutes away: time and plate. The PIN opens the rest. */
export function Locked({ unlock }: { readonly unlock: () => void }) {
  const { t } = useRiderWords();
  const { zone, leave } = useRider();
  const { cards, unsent } = useRiderState();
  const go = useGo();
  const now = useNow();
  const [opening, setOpening] = useState(false);
  if (opening) return <OwnPin opened={unlock} back={() => setOpening(false)} />;
  const wish = unsent.flatMap(({ command, stopped }) => (command.what === 'ask' ? [{ ask: command.body, isRefused: stopped !== undefined }] : []))[0];
  const [card] = inOrder([...cards.values()], now, serviceDateAt(now, zone), undefined);
  const day = wish?.ask.serviceDate ?? card?.serviceDate;
  const face = card && faceOf(card, now);
  const plate = face?.leg?.state === 'alighted' ? undefined : face?.leg?.plate?.number;
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
            <StateSign of={face.state} size={72} />
            {face.time !== undefined && (
              <p className={styles.time}>
                <Clock at={face.time} />
              </p>
            )}
            {plate !== undefined && <Plate number={plate} size={96} />}
          </article>
        )
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

const LENGTH = 4;

/** The PIN of whoever signed in on this phone, looked at by the phone itself. */
function OwnPin({ opened, back }: { readonly opened: () => void; readonly back: () => void }) {
  const { t, rich } = useRiderWords();
  const { zone, leave } = useRider();
  const [pin, setPin] = useState('');
  const [trying, setTrying] = useState(false);
  const [refused, setRefused] = useState<Opening>();
  const until = refused?.opened === false ? refused.until : undefined;
  const change = (next: string): void => {
    setRefused(undefined);
    setPin(next);
  };
  const enter = async (): Promise<void> => {
    if (trying || pin.length < LENGTH) return;
    setTrying(true);
    const opening = await lock.open(pin);
    setTrying(false);
    if (opening.opened) return opened();
    setPin('');
    setRefused(opening);
  };
  return (
    <Screen
      name="lock-pin"
      title={t('common.pin')}
      shows={say('common.pin')}
      back={back}
      leave={leave}
      forward={
        <Forward icon="check" say={say('lock.open')} act={() => void enter()}>
          {trying ? t('common.loading') : t('lock.open')}
        </Forward>
      }
    >
      {refused === undefined ? (
        <Typed value={pin} length={LENGTH} isHidden label={t('common.pin')} />
      ) : until === undefined ? (
        <Notice icon="warning" tone="stop" shows={say('lock.wrong')}>
          {t('lock.wrong')}
        </Notice>
      ) : (
        <Notice icon="clock" tone="stop" shows={say('lock.wait', part.time(clockTime(until, zone)))}>
          {rich('lock.wait', { time: <Clock at={until} /> })}
        </Notice>
      )}
      <Keypad value={pin} length={LENGTH} change={change} enter={() => void enter()} />
    </Screen>
  );
}
