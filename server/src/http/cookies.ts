/** Session cookies: one a door, for this host alone, over TLS or on this machine, out of reach of scripts. */
import type { Door } from '@passaggio/contracts';
import { lifetimes } from '../usecases/accounts/sessions.ts';

const name = (door: Door) => `__Host-${door}`;

export function tokenIn(header: string | undefined, door: Door): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name(door)) return value;
  }
  return undefined;
}

/** @param token  null ends the cookie */
export function setCookie(door: Door, token: string | null): string {
  const age = token === null ? 0 : Math.floor(lifetimes[door] / 1000);
  return `${name(door)}=${token ?? ''}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Strict`;
}
