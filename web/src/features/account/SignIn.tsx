import { NoAnswer, ProblemError, type Me, type Pin, type SignInNumber } from '@passaggio/contracts';
import { useState } from 'react';
import { call } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords, type RiderKey } from '../../lib/rider/words.ts';
import { Keypad, part, Typed, type SharedKey } from '@passaggio/ui';

type Step = 'number' | 'pin';
const lengths = { number: 8, pin: 4 } as const;

/** Number, then PIN, on our own keypad. */
export function SignIn({ signedIn, leave }: { readonly signedIn: (me: Me) => void; readonly leave: () => void }) {
  const { t } = useRiderWords();
  const [step, setStep] = useState<Step>('number');
  const [typed, setTyped] = useState({ number: '', pin: '' });
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<RiderKey | SharedKey | 'digits'>();
  const value = typed[step];
  const missing = lengths[step] - value.length;

  const change = (next: string): void => {
    setFault(undefined);
    setTyped({ ...typed, [step]: next });
  };
  const back = (): void => {
    setTyped({ ...typed, pin: '' });
    setFault(undefined);
    setStep('number');
  };
  const enter = (): void => {
    if (sending) return;
    if (missing > 0) setFault('digits');
    else if (step === 'number') setStep('pin');
    else void send();
  };
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      signedIn(await call('riderSignIn', { body: { number: typed.number as SignInNumber, pin: typed.pin as Pin } }));
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof NoAnswer)) throw error;
      setFault(error instanceof ProblemError ? `problem.${error.problem.code}` : 'common.noAnswer');
      setTyped({ ...typed, pin: '' });
    } finally {
      setSending(false);
    }
  };

  const key = step === 'number' ? 'common.number' : 'common.pin';
  const label = t(key);
  return (
    <Screen
      name={step === 'number' ? 'sign-in-number' : 'sign-in-pin'}
      title={label}
      shows={say(key)}
      back={step === 'pin' ? back : undefined}
      leave={leave}
      forward={
        fault === 'digits' ? (
          <Forward icon="warning" say={say(part.count('signIn.digits', missing))} act={enter}>
            <span role="alert">{t('signIn.digits', { n: missing })}</span>
          </Forward>
        ) : (
          <Forward icon={step === 'number' ? 'forward' : 'check'} say={say(step === 'number' ? 'signIn.next' : 'common.signIn')} act={enter}>
            {sending ? t('common.loading') : t(step === 'number' ? 'signIn.next' : 'common.signIn')}
          </Forward>
        )
      }
    >
      {fault === undefined || fault === 'digits' ? (
        <Typed value={value} length={lengths[step]} isHidden={step === 'pin'} label={label} />
      ) : (
        <Notice icon="warning" tone="stop" shows={say(fault)}>
          {t(fault)}
        </Notice>
      )}
      <Keypad value={value} length={lengths[step]} change={change} enter={enter} />
    </Screen>
  );
}
