import { MINUTE, NoAnswer, ProblemError, type Me, type Pin, type SignInNumber } from '@passaggio/contracts';
import { useContext, useState } from 'react';
import { call, time } from '../../lib/rider/api.ts';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { later, Later } from '../../lib/rider/later.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords, type RiderKey } from '../../lib/rider/words.ts';
import { Clock, clockTime, Keypad, part, Typed, Zone, type SharedKey } from '@passaggio/ui';
import type { Card } from './card.ts';

const NoCard = later(async () => (await import('./NoCard.tsx')).NoCard);
const ScanCard = later(async () => (await import('./ScanCard.tsx')).ScanCard);

type Step = 'number' | 'pin';
const lengths = { number: 8, pin: 4 } as const;

interface SignInProps {
  /** Scanned before the page was opened. */
  readonly card: Card | undefined;
  /** Resolves once nobody else is signed in here; rejects without an answer. */
  readonly clear: () => Promise<void>;
  /** The PIN opens the rider's own phone later, also without signal. */
  readonly signedIn: (me: Me, pin: Pin) => void;
  readonly leave: () => void;
}

/** Number or card, then PIN, on our own keypad. */
export function SignIn({ card: given, clear, signedIn, leave }: SignInProps) {
  const { t, rich } = useRiderWords();
  const zone = useContext(Zone);
  const [card, setCard] = useState(given);
  const [aside, setAside] = useState<'scan' | 'no-card'>();
  const [step, setStep] = useState<Step>(given === undefined ? 'number' : 'pin');
  const [typed, setTyped] = useState({ number: '', pin: '' });
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<RiderKey | SharedKey | 'digits'>();
  const [until, setUntil] = useState<number>();
  const value = typed[step];
  const missing = lengths[step] - value.length;

  const change = (next: string): void => {
    setFault(undefined);
    setTyped({ ...typed, [step]: next });
  };
  const back = (): void => {
    setTyped({ ...typed, pin: '' });
    setFault(undefined);
    setCard(undefined);
    setStep('number');
  };
  const found = (one: Card): void => {
    setCard(one);
    setFault(undefined);
    setAside(undefined);
    setStep('pin');
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
      await clear();
      const pin = typed.pin as Pin;
      const signIn = () =>
        card === undefined
          ? call('riderSignIn', { body: { number: typed.number as SignInNumber, pin } })
          : call('cardSignIn', { body: { card: card.token, pin } });
      signedIn(await signIn(), pin);
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof NoAnswer)) throw error;
      setFault(error instanceof ProblemError ? `problem.${error.problem.code}` : 'common.noAnswer');
      setUntil(waitOf(error));
      setTyped({ ...typed, pin: '' });
    } finally {
      setSending(false);
    }
  };

  if (aside !== undefined) {
    const away = { back: () => setAside(undefined), leave };
    return <Later {...away}>{aside === 'scan' ? <ScanCard found={found} {...away} /> : <NoCard {...away} />}</Later>;
  }
  const corner = { icon: 'scan', label: t('signIn.card'), say: say('signIn.card'), act: () => setAside('scan') } as const;
  const key = step === 'number' ? 'common.number' : 'common.pin';
  const label = t(key);
  return (
    <Screen
      name={step === 'number' ? 'sign-in-number' : 'sign-in-pin'}
      title={label}
      shows={say(key)}
      back={step === 'pin' ? back : undefined}
      help={() => setAside('no-card')}
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
        <Notice
          icon={until === undefined ? 'warning' : 'clock'}
          tone="stop"
          shows={until === undefined ? say(fault) : say('signIn.wait', part.time(clockTime(until, zone)))}
        >
          {until === undefined ? t(fault) : rich('signIn.wait', { time: <Clock at={until} /> })}
        </Notice>
      )}
      <Keypad value={value} length={lengths[step]} change={change} enter={enter} {...(step === 'number' && { corner })} />
    </Screen>
  );
}

/** Until when there is no use in trying, as the server says: the whole minute after it. */
function waitOf(error: Error): number | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'too-many-tries' || error.retryAfter === undefined) return undefined;
  return Math.ceil((time.now() + error.retryAfter * 1000) / MINUTE) * MINUTE;
}
