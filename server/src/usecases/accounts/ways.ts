/** By which way somebody comes to sign in: a known device, a card, or neither. */
import { isIPv6 } from 'node:net';
import type { Door } from '@passaggio/contracts';
import { limits, type Limit } from '../../domain/accounts/tries.ts';
import type { Lane } from '../../ports/hasher.ts';
import type { Secrets } from './secrets.ts';
import type { Way } from './tries.ts';

/** Where somebody tries. Doors are counted apart: at the door of riders no number of a driver opens, so that tries there take nothing from the driver. */
export interface From {
  readonly door: Door;
  readonly address: string;
  readonly secrets: Secrets;
}

/** A way, and in which lane its PIN waits to be hashed. */
export interface SignInWay extends Way {
  readonly lane: Lane;
}

/**
 * This device signed in to this account before: nobody else's failures shut it out.
 *
 * @param counter  what the device's tries are counted by
 */
export function byDevice(counter: string, from: From): SignInWay {
  const { counted, month } = triesOf(counter);
  return {
    lane: 'known',
    counted,
    watched: watchedOf('known', from, limits.knownAddress, limits.knownSite),
    spared: month,
  };
}

/** Whoever holds a session proves to be its person: counted with the sign-ins of the device that it began on. */
export const bySession = (counter: string): SignInWay => ({ lane: 'known', counted: triesOf(counter).counted, watched: [] });

function triesOf(counter: string) {
  const month = { key: `device-month|${counter}`, limit: limits.deviceMonth };
  return { month, counted: [{ key: `device|${counter}`, limit: limits.device }, month] };
}

/**
 * Strangers' failures shut no card out either. They count for a card that nobody has: who makes cards up has no card.
 *
 * @param isOurs  whether there is an account behind it
 */
export function byCard(card: string, isOurs: boolean, from: From): SignInWay {
  const month = { key: `card-month|${card}`, limit: limits.cardMonth };
  const counted = [{ key: `card|${card}`, limit: limits.card }, month];
  if (!isOurs) return { lane: 'rider-stranger', counted, watched: strangersOf(from) };
  return { lane: 'card', counted, watched: watchedOf('card', from, limits.cardAddress, limits.cardSite), spared: month };
}

/** @param subject  what is guessed at: there is an account behind it or not, and both look alike */
export const byStranger = (subject: string, from: From): SignInWay => ({
  lane: from.door === 'rider' ? 'rider-stranger' : 'staff-stranger',
  counted: countersOf(subject, from.door),
  watched: strangersOf(from),
});

/**
 * One account takes no more of a lane than a person needs, by all of its devices together and with the right PIN too. By lanes: a stranger's
 * tries at it take nothing from its own devices and its card.
 */
export const withinAccount = (way: SignInWay, subject: string, { door }: From): SignInWay => ({
  ...way,
  spent: { key: `sign-ins|${way.lane}|${door}|${subject}`, limit: limits.signIns },
});

/** What strangers' tries at an account are counted by; staff begin it anew. */
export const countersOf = (subject: string, door: Door): Way['counted'] => [
  { key: `account|${door}|${subject}`, limit: limits.account },
  { key: `month|${door}|${subject}`, limit: limits.accountMonth },
];

const strangersOf = (from: From) => watchedOf('stranger', from, limits.address, from.door === 'rider' ? limits.site : limits.siteOfStaff);

/** A budget of its own for each kind of who tries, at each door. */
const watchedOf = (who: 'known' | 'card' | 'stranger', { door, address, secrets }: From, ofAddress: Limit, ofSite: Limit): Way['watched'] => [
  { key: `address|${who}|${door}|${secrets.addressKey(networkOf(address))}`, limit: ofAddress },
  { key: `site|${who}|${door}`, limit: ofSite },
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
