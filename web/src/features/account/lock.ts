/**
 * The lock of the rider's own phone: a hash of the PIN, so that it opens without signal too. It keeps a glance and a stranger's hand out; whoever takes
 * the phone's storage apart finds the ride beside it.
 */
import { MINUTE } from '@passaggio/contracts';
import { PATIENCE_MS } from './hand.ts';

const KEY = 'lock';
const SEEN = 'lock.seen';
/** Half a second on a cheap phone. */
const ROUNDS = 200_000;
/** Wrong PINs before the first wait; each further one doubles it. */
const FREE = 3;
const LONGEST_MS = 60 * MINUTE;

interface Kept {
  readonly salt: string;
  readonly hash: string;
  readonly wrong: number;
  /** By the phone's clock: no PIN is looked at before. */
  readonly until: number;
}

export type Opening = { readonly opened: true } | { readonly opened: false; readonly until?: number };

/** How long nobody may try after so many wrong PINs, in milliseconds. */
export function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(MINUTE * 2 ** (wrong - FREE), LONGEST_MS);
}

export const lock = {
  set: async (pin: string): Promise<void> => {
    const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
    write({ salt, hash: await hashOf(pin, salt), wrong: 0, until: 0 });
    lock.touch();
  },
  /** Whoever has the phone is there. */
  touch: (): void => {
    try {
      localStorage.setItem(SEEN, String(Date.now()));
    } catch {
      return;
    }
  },
  /** The phone was away from its rider for five minutes, or its clock was put back; never where no PIN is known. */
  isShut: (): boolean => {
    if (read() === undefined) return false;
    const ms = Date.now() - seen();
    return !(ms >= 0 && ms < PATIENCE_MS);
  },
  /** Somebody else signs in. */
  forget: (): void => {
    try {
      for (const key of [KEY, SEEN]) localStorage.removeItem(key);
    } catch {
      return;
    }
  },
  open: async (pin: string): Promise<Opening> => {
    const kept = read();
    if (kept === undefined) return { opened: true };
    const left = kept.until - Date.now();
    if (left > 0 && left <= LONGEST_MS) return { opened: false, until: kept.until };
    if ((await hashOf(pin, kept.salt)) === kept.hash) {
      write({ ...kept, wrong: 0, until: 0 });
      lock.touch();
      return { opened: true };
    }
    const wrong = kept.wrong + 1;
    const wait = waitAfter(wrong);
    const until = wait === 0 ? 0 : Date.now() + wait;
    write({ ...kept, wrong, until });
    return wait === 0 ? { opened: false } : { opened: false, until };
  },
};

function read(): Kept | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? undefined : (JSON.parse(kept) as Kept);
  } catch {
    return undefined;
  }
}

/** Where a phone keeps nothing, it opens without signal to nothing either. */
function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    return;
  }
}

function seen(): number {
  try {
    return Number(localStorage.getItem(SEEN) ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}

async function hashOf(pin: string, salt: string): Promise<string> {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes.encode(salt), iterations: ROUNDS }, key, 256);
  return hex(new Uint8Array(bits));
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
