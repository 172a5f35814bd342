import type { Pin } from '@passaggio/contracts';
import { Keypad, PIN_LENGTH, Typed, useNewPin, type PinStep } from '@passaggio/ui';
import { call } from '../../lib/api.ts';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords, type DriverKey } from '../../lib/words.ts';

const labels: { readonly [step in PinStep]: DriverKey } = { before: 'pin.before', next: 'pin.next', again: 'pin.again' };

/** The old PIN, the new one, and once more. Every other phone is signed out. */
export function ChangePin({ back }: { readonly back: () => void }) {
  const { t } = useDriverWords();
  const { step, value, fault, isSending, change, enter } = useNewPin((before, next) =>
    call('driverChangePin', { body: { before: before as Pin, pin: next as Pin } }),
  );
  if (step === 'done') {
    return (
      <Screen
        name="pin-changed"
        title={t('account.pin')}
        foot={
          <Main icon="check" act={back}>
            {t('common.close')}
          </Main>
        }
      >
        <Notice icon="check" tone="ok">
          {t('pin.done')}
        </Notice>
      </Screen>
    );
  }
  return (
    <Screen
      name={`pin-${step}`}
      title={t(labels[step])}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        <Main icon={step === 'again' ? 'check' : 'forward'} act={enter} isLow>
          {isSending ? t('common.loading') : t(step === 'again' ? 'account.pin' : 'signIn.next')}
        </Main>
      }
    >
      {fault !== undefined ? (
        <Notice icon={fault === 'common.noAnswer' ? 'no-signal' : 'warning'} tone="stop">
          {t(fault === 'differs' ? 'pin.differs' : fault)}
        </Notice>
      ) : (
        <Typed value={value} length={PIN_LENGTH} isHidden label={t(labels[step])} />
      )}
      <Keypad value={value} length={PIN_LENGTH} change={change} enter={enter} fills />
    </Screen>
  );
}
