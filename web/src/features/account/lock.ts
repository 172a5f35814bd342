/**
 * The lock of the rider's own phone. With signal the server looks at the PIN. Without it the phone lets its rider see what it remembers by a check that is
 * ambiguous on purpose: four bits of a slow, salted hash, which about one PIN in sixteen passes. Whoever takes the phone's storage apart is left with some
 * 600 PINs, and with the server's own counters before them: ten a day are two in a hundred. (The ride beside it is read without any PIN.) Whoever
 * types at the screen without signal has three wrong ones, then only the server opens: 1 - (15/16)^3, one in six, who see what the phone remembers
 * until the server has a word. More bits would help the one and harm the other, who gets the account.
 */
import { PATIENCE_MS } from './hand.ts';

const KEY = 'lock.check';
const SEEN = 'lock.seen';
/** An earlier release kept a whole hash of the PIN: ten thousand guesses find it. */
const OF_OLD = 'lock';
/** Half a second on a cheap phone. */
const ROUNDS = 200_000;
const BITS = 4;
/** Wrong PINs without signal, until the server has seen the right one. */
const MOST_WRONG = 3;

interface Kept {
  readonly salt: string;
  /** 0 to 2^BITS - 1. */
  readonly check: number;
  readonly wrong: number;
}

export const lock = {
  /** The server took this PIN. Where the check says the same already, it stays: another salt would tell four bits more. */
  learn: async (pin: string): Promise<void> => {
    const kept = read();
    if (kept !== undefined && (await checkOf(pin, kept.salt)) === kept.check) write({ ...kept, wrong: 0 });
    else {
      const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
      write({ salt, check: await checkOf(pin, salt), wrong: 0 });
    }
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
  /** The phone was away from its rider for five minutes, or its clock was put back. */
  isShut: (): boolean => {
    const at = seen();
    if (at === undefined) return false;
    const ms = Date.now() - at;
    return !(ms >= 0 && ms < PATIENCE_MS);
  },
  shut: (): void => {
    try {
      localStorage.setItem(SEEN, '0');
    } catch {
      return;
    }
  },
  /** Somebody else signs in. */
  forget: (): void => {
    try {
      for (const key of [KEY, SEEN, OF_OLD]) localStorage.removeItem(key);
    } catch {
      return;
    }
  },
  /** What an earlier release left goes at the first opening: the server opens once, and from then on there is a check. */
  forgetOld: (): void => {
    try {
      localStorage.removeItem(OF_OLD);
    } catch {
      return;
    }
  },
  /** Without signal. @returns `signal`: only the server opens */
  passes: async (pin: string): Promise<boolean | 'signal'> => {
    const kept = read();
    if (kept === undefined || !(kept.wrong < MOST_WRONG)) return 'signal';
    const isRight = (await checkOf(pin, kept.salt)) === kept.check;
    if (isRight) lock.touch();
    else write({ ...kept, wrong: kept.wrong + 1 });
    return isRight;
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

/** A phone that keeps nothing is opened by the server alone. */
function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    return;
  }
}

function seen(): number | undefined {
  try {
    const at = localStorage.getItem(SEEN);
    return at === null ? undefined : Number(at);
  } catch {
    return undefined;
  }
}

async function checkOf(pin: string, salt: string): Promise<number> {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes.encode(salt), iterations: ROUNDS }, key, 8);
  return new Uint8Array(bits)[0]! % 2 ** BITS;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
