/** Cookies: one a door for its session, one for the device; for this host alone, over TLS or on this machine, out of reach of scripts. */
import type { Door } from '@passaggio/contracts';
import { DEVICE_LIFETIME, lifetimes } from '../usecases/accounts/sessions.ts';

const name = (of: Door | 'device') => `__Host-${of}`;

export function tokenIn(header: string | undefined, of: Door | 'device'): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name(of)) return value;
  }
  return undefined;
}

/** @param token  null ends the cookie */
export function setCookie(door: Door, token: string | null): string {
  const age = token === null ? 0 : Math.floor(lifetimes[door] / 1000);
  return cookie(door, token ?? '', age);
}

/** Says that this device signed in before; lets nobody in by itself. An empty one ends. */
export const setDeviceCookie = (tokens: string): string => cookie('device', tokens, tokens === '' ? 0 : DEVICE_LIFETIME / 1000);

const cookie = (of: Door | 'device', value: string, seconds: number) => `${name(of)}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`;
