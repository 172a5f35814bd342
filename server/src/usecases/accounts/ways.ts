/** By which way somebody comes to sign in: a known device, a card, or neither. */
import { isIPv6 } from 'node:net';
import { limits } from '../../domain/accounts/tries.ts';
import type { Secrets } from './secrets.ts';
import type { Way } from './tries.ts';

/** This device signed in to this account before: nobody else's failures shut it out. */
export const byDevice = (device: string): Way => ({ counted: [{ key: `device|${device}`, limit: limits.device }], watched: [] });

export const byCard = (card: string): Way => ({ counted: [{ key: `card|${card}`, limit: limits.card }], watched: [] });

/** @param subject  what is guessed at: there is an account behind it or not, and both look alike */
export const byStranger = (subject: string, address: string, secrets: Secrets): Way => ({
  counted: countersOf(subject),
  watched: [
    { key: `address|${secrets.addressKey(networkOf(address))}`, limit: limits.address },
    { key: 'site', limit: limits.site },
  ],
});

/** What strangers' tries at an account are counted by; staff begin it anew. */
export const countersOf = (subject: string): Way['counted'] => [
  { key: `account|${subject}`, limit: limits.account },
  { key: `month|${subject}`, limit: limits.accountMonth },
];

/** A subscriber has a whole /64 of IPv6: 2^64 addresses would be 2^64 limits. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped !== null) return mapped[1]!;
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? front : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
