/** Another PIN on a keypad: the old one, the new one, and once more, so that a slip of the finger shuts nobody out. */
import { NoAnswer, ProblemError, type ProblemCode } from '@passaggio/contracts';
import { useState } from 'react';

export const PIN_LENGTH = 4;
const STEPS = ['before', 'next', 'again'] as const;
export type PinStep = (typeof STEPS)[number];
/** `differs`: the two new ones are not the same. */
export type PinFault = `problem.${ProblemCode | 'unknown'}` | 'common.noAnswer' | 'differs';

export interface NewPin {
  readonly step: PinStep | 'done';
  readonly value: string;
  readonly fault: PinFault | undefined;
  readonly isSending: boolean;
  change(value: string): void;
  enter(): void;
}

/** @param send  rejects with what the server said, or without an answer */
export function useNewPin(send: (before: string, next: string) => Promise<unknown>): NewPin {
  const [step, setStep] = useState<PinStep | 'done'>('before');
  const [typed, setTyped] = useState({ before: '', next: '', again: '' });
  const [fault, setFault] = useState<PinFault>();
  const [isSending, setSending] = useState(false);
  const value = step === 'done' ? '' : typed[step];
  const begin = (at: PinStep, why: PinFault): void => {
    setTyped({ before: at === 'before' ? '' : typed.before, next: '', again: '' });
    setFault(why);
    setStep(at);
  };
  const store = async (): Promise<void> => {
    setSending(true);
    try {
      await send(typed.before, typed.next);
      setStep('done');
    } catch (error) {
      if (error instanceof ProblemError) begin(error.problem.code === 'trivial-pin' ? 'next' : 'before', `problem.${error.problem.code}`);
      else if (error instanceof NoAnswer) begin('before', 'common.noAnswer');
      else throw error;
    } finally {
      setSending(false);
    }
  };
  return {
    step,
    value,
    fault,
    isSending,
    change: (next) => {
      setFault(undefined);
      if (step !== 'done') setTyped({ ...typed, [step]: next });
    },
    enter: () => {
      if (isSending || step === 'done' || value.length < PIN_LENGTH) return;
      if (step === 'before') setStep('next');
      else if (step === 'next') setStep('again');
      else if (typed.again !== typed.next) begin('next', 'differs');
      else void store();
    },
  };
}
