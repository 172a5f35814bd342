/** Numbers, PINs and look-ups made from the installation's secret. */
import { createHash, createHmac } from 'node:crypto';
import type { CardToken, Pin, SignInNumber } from '@passaggio/contracts';

export interface Secrets {
  /** What an account is found by: useless without the secret, so a stolen store does not tell who has which number. */
  lookupOf(number: string): string;
  /** The nth number and PIN of a decision: a repeat shows them again although they are stored nowhere. */
  credentials(decision: string, index: number, attempt: number): { readonly number: SignInNumber; readonly pin: Pin };
  /** The card of the nth rider of a decision: 128 bits that only this installation can make. */
  cardOf(decision: string, index: number): CardToken;
  /** What is hashed in the place of a PIN. */
  pepperOf(pin: string): string;
  /** What failures of an address are counted by; the address itself is stored nowhere. */
  addressKey(address: string): string;
  /** Tells one secret from another without telling either. */
  readonly mark: string;
}

export function secretsFrom(secret: string): Secrets {
  const mac = (text: string) => createHmac('sha256', secret).update(text).digest();
  return {
    mark: mac('mark').toString('hex').slice(0, 16),
    lookupOf: (number) => mac(`number ${number}`).toString('hex').slice(0, 40),
    cardOf: (decision, index) => mac(`card ${decision} ${index}`).subarray(0, 16).toString('base64url') as CardToken,
    pepperOf: (pin) => mac(`pepper ${pin}`).toString('base64url'),
    addressKey: (address) => mac(`address ${address}`).toString('hex').slice(0, 40),
    credentials(decision, index, attempt) {
      const number = digits(mac(`enrol ${decision} ${index} ${attempt}`), 8) as SignInNumber;
      for (let i = 0; ; i += 1) {
        const pin = digits(mac(`pin ${decision} ${index} ${attempt} ${i}`), 4) as Pin;
        if (!trivial(pin)) return { number, pin };
      }
    },
  };
}

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

/** 48 bits modulo 10^count: the bias is below one in ten million. */
function digits(bytes: Buffer, count: number): string {
  return String(bytes.readUIntBE(0, 6) % 10 ** count).padStart(count, '0');
}

/** One digit repeated, a run up or down, two pairs, a year of birth: what people try first. */
export function trivial(pin: string): boolean {
  const d = Array.from(pin, Number);
  const steps = d.slice(1).map((digit, i) => digit - d[i]!);
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1) || pin.slice(0, 2) === pin.slice(2) || /^(19|20)/.test(pin);
}
