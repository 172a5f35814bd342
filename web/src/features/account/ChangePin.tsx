import type { Pin } from '@passaggio/contracts';
import { Keypad, PIN_LENGTH, Typed, useNewPin, type PinStep } from '@passaggio/ui';
import { call } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords, type RiderKey } from '../../lib/rider/words.ts';
import { useRider } from '../rides/useRider.ts';
import { lock } from './lock.ts';

const labels: { readonly [step in PinStep]: RiderKey } = { before: 'pin.before', next: 'pin.next', again: 'pin.again' };

/** The old PIN, the new one, and once more. Every other phone is signed out. */
export function ChangePin({ back }: { readonly back: () => void }) {
  const { t } = useRiderWords();
  const { leave } = useRider();
  const { step, value, fault, isSending, change, enter } = useNewPin(async (before, next) => {
    await call('riderChangePin', { body: { before: before as Pin, pin: next as Pin } });
    if (preferences.mine()) await lock.learn(next);
  });
  if (step === 'done') {
    return (
      <Screen
        name="pin-changed"
        title={t('account.pin')}
        shows={say('account.pin')}
        leave={leave}
        forward={
          <Forward icon="check" say={say('common.close')} act={back}>
            {t('common.close')}
          </Forward>
        }
      >
        <Notice icon="check" tone="ok" shows={say('pin.done')}>
          {t('pin.done')}
        </Notice>
      </Screen>
    );
  }
  const label = labels[step];
  const why = fault === 'differs' ? 'pin.differs' : fault === 'problem.wrong-number-or-pin' ? 'lock.wrong' : fault;
  return (
    <Screen
      name={`pin-${step}`}
      title={t(label)}
      shows={say(label)}
      back={back}
      leave={leave}
      forward={
        <Forward icon={step === 'again' ? 'check' : 'forward'} say={say(step === 'again' ? 'account.pin' : 'signIn.next')} act={enter}>
          {isSending ? t('common.loading') : t(step === 'again' ? 'account.pin' : 'signIn.next')}
        </Forward>
      }
    >
      {why === undefined ? (
        <Typed value={value} length={PIN_LENGTH} isHidden label={t(label)} />
      ) : (
        <Notice icon={why === 'common.noAnswer' ? 'no-signal' : 'warning'} tone="stop" shows={say(why)}>
          {t(why)}
        </Notice>
      )}
      <Keypad value={value} length={PIN_LENGTH} change={change} enter={enter} />
    </Screen>
  );
}
