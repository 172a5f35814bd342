import { MINUTE, type Me, type Pin } from '@passaggio/contracts';
import { Clock, clockTime, Keypad, part, Typed, Zone } from '@passaggio/ui';
import { useContext, useState } from 'react';
import { call, time } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { unlock, type Opening } from './unlock.ts';

const LENGTH = 4;

interface OwnPinProps {
  /** @param me  undefined where only this phone has seen the PIN */
  readonly opened: (me: Me | undefined) => void;
  /** The session has ended meanwhile. */
  readonly ended: () => void;
  readonly back?: () => void;
  readonly leave: () => void;
}

/** The PIN of whoever signed in on this phone. */
export function OwnPin({ opened, ended, back, leave }: OwnPinProps) {
  const { t, rich } = useRiderWords();
  const zone = useContext(Zone);
  const [pin, setPin] = useState('');
  const [trying, setTrying] = useState(false);
  const [refused, setRefused] = useState<Extract<Opening, { opened: false }>>();
  const change = (next: string): void => {
    setRefused(undefined);
    setPin(next);
  };
  const enter = async (): Promise<void> => {
    if (trying || pin.length < LENGTH) return;
    setTrying(true);
    const opening = await unlock(pin as Pin, { call, isOnline: () => navigator.onLine, isOwn: preferences.mine, after });
    setTrying(false);
    if (opening.opened) return opened(opening.me);
    if (opening.why === 'problem.not-signed-in') return ended();
    setPin('');
    setRefused(opening);
  };
  const until = refused?.why === 'problem.too-many-tries' ? Math.ceil((time.now() + (refused.retryAfter ?? 0) * 1000) / MINUTE) * MINUTE : undefined;
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
        <Notice icon={refused.why === 'lock.signal' ? 'no-signal' : 'warning'} tone="stop" shows={say(refused.why)}>
          {t(refused.why)}
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

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
