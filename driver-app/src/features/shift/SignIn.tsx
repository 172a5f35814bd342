import { NoAnswer, ProblemError } from '@passaggio/contracts';
import { Keypad, Typed, type SharedKey } from '@passaggio/ui';
import { useState } from 'react';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { Screen, ThemeButton } from '../../lib/Screen.tsx';
import { useDriver, useDriverState } from '../../lib/useDriver.ts';
import { useDriverWords } from '../../lib/words.ts';

const lengths = { number: 8, pin: 4 } as const;

/** Staff number, then PIN. What waits on this phone is said: signing in sends it. */
export function SignIn({ back }: { readonly back?: (() => void) | undefined }) {
  const { t } = useDriverWords();
  const { store, showLanguages } = useDriver();
  const { waiting } = useDriverState();
  const [step, setStep] = useState<'number' | 'pin'>('number');
  const [typed, setTyped] = useState({ number: '', pin: '' });
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<SharedKey | 'digits'>();
  const missing = lengths[step] - typed[step].length;

  const send = async (): Promise<void> => {
    setSending(true);
    try {
      await store.signIn(typed.number, typed.pin);
      back?.();
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof NoAnswer)) throw error;
      setFault(error instanceof ProblemError ? `problem.${error.problem.code}` : 'common.noAnswer');
      setTyped({ ...typed, pin: '' });
    } finally {
      setSending(false);
    }
  };
  const enter = (): void => {
    if (isSending) return;
    if (missing > 0) setFault('digits');
    else if (step === 'number') setStep('pin');
    else void send();
  };
  const change = (next: string): void => {
    setFault(undefined);
    setTyped({ ...typed, [step]: next });
  };
  const toNumber = (): void => {
    setTyped({ ...typed, pin: '' });
    setFault(undefined);
    setStep('number');
  };

  const label = t(step === 'number' ? 'common.number' : 'common.pin');
  const goBack = step === 'pin' ? toNumber : back;
  return (
    <Screen
      name={`sign-in-${step}`}
      title={step === 'number' ? t('signIn.title') : label}
      bar={
        <>
          {goBack !== undefined && <BarButton icon="back" label={t('common.back')} act={goBack} />}
          <ThemeButton />
          <BarButton icon="language" label={t('bar.language')} act={showLanguages} />
        </>
      }
      foot={
        <Main icon={step === 'number' ? 'forward' : 'check'} act={enter} isLow>
          {isSending ? t('common.loading') : t(step === 'number' ? 'signIn.next' : 'common.signIn')}
        </Main>
      }
    >
      {fault !== undefined ? (
        <Notice icon="warning" tone="stop">
          {fault === 'digits' ? t('signIn.digits', { n: missing }) : t(fault)}
        </Notice>
      ) : (
        <>
          {step === 'number' && <p>{label}</p>}
          <Typed value={typed[step]} length={lengths[step]} isHidden={step === 'pin'} label={label} />
          {waiting.all > 0 && (
            <Notice icon="up" tone="late">
              {t('signIn.keeps', { n: waiting.all })}
            </Notice>
          )}
        </>
      )}
      <Keypad fills value={typed[step]} length={lengths[step]} change={change} />
    </Screen>
  );
}
