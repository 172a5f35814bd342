/**
 * PINs as they are stored: hashed slowly, over a pepper that is made from the installation's secret. Four digits are guessed in a minute by
 * whoever has a stolen store, whatever the hash costs; without the secret, which is kept apart, there is nothing to guess at.
 */
import { HasherBusy, type Hasher, type Lane } from '../../ports/hasher.ts';
import { tokenHash, type Secrets } from './secrets.ts';

/** What stands before a hash with the pepper: with the credential of the hash that it took the place of, where the PIN was the same. */
const FORM = /^hmac(?:=([0-9a-f]{16}))?:/;

export function pepperedHasher(hasher: Hasher, { pepperOf }: Pick<Secrets, 'pepperOf'>): Hasher {
  return {
    hash: async (pin, lane) => `hmac:${await hasher.hash(pepperOf(pin), lane)}`,
    verify(stored, pin, lane) {
      if (stored === undefined) return hasher.verify(undefined, pepperOf(pin), lane);
      const form = FORM.exec(stored);
      return form === null ? hasher.verify(stored, pin, lane) : hasher.verify(stored.slice(form[0].length), pepperOf(pin), lane);
    },
  };
}

/** Tells whether an account still has the PIN a session began with, without keeping its hash a second time. */
export const credentialOf = ({ pinHash }: { readonly pinHash: string }): string => FORM.exec(pinHash)?.[1] ?? tokenHash(pinHash).slice(0, 16);

/**
 * The hash of an earlier release made anew with the pepper, from a PIN that was just proved. The account's sessions go on.
 *
 * @returns  undefined where it has the pepper, or where there is no time for it now
 */
export async function pepperedAnew(pinHash: string, pin: string, lane: Lane, hasher: Hasher): Promise<string | undefined> {
  if (FORM.test(pinHash)) return undefined;
  try {
    return (await hasher.hash(pin, lane)).replace(FORM, `hmac=${credentialOf({ pinHash })}:`);
  } catch (cause) {
    if (cause instanceof HasherBusy) return undefined; // at the next sign-in
    throw cause;
  }
}
