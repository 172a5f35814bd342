/** First and later visits of each kind, so many times each. */
import type { Browser, BrowserContext } from 'playwright-core';
import { riderSignIn, type Login as Typed } from '../e2e/stage.ts';
import type { Link } from './link.ts';
import type { Served } from './serve.ts';
import { visit, type Goal, type Visit } from './visit.ts';

interface Kind {
  readonly what: string;
  readonly goal: Goal;
  readonly isSignedIn: boolean;
}

const KINDS: readonly Kind[] = [
  { what: 'sign-in: a digit is taken', goal: { tap: '[data-key="1"]', answers: '[data-filled="true"]' }, isSignedIn: false },
  {
    what: 'home: Bus opens the farms',
    goal: { tap: '[data-screen="home"] button:has([data-icon="bus"])', answers: '[data-screen="book"] button:has([data-icon="farm"])' },
    isSignedIn: true,
  },
  { what: 'home: the ride is seen', goal: { answers: 'article[data-state]' }, isSignedIn: true },
];

export interface Measured {
  readonly what: string;
  readonly visit: 'first' | 'again';
  /** Milliseconds. */
  readonly usable: { readonly median: number; readonly all: readonly number[] };
  /** Of the first of them. */
  readonly requests: number;
  readonly bytes: number;
}

interface Asked {
  readonly browser: Browser;
  readonly served: Served;
  readonly link: Link;
  readonly times: number;
  readonly say: (words: string) => void;
}

type Phone = Awaited<ReturnType<BrowserContext['storageState']>>;

export async function measured({ browser, served: { origin, rider }, link, times, say }: Asked): Promise<Measured[]> {
  const signedIn = await phoneOf(browser, origin, rider as Typed);
  const found: Measured[] = [];
  for (const { what, goal, isSignedIn } of KINDS) {
    const open = () => openPhone(browser, isSignedIn ? signedIn : undefined);
    const first: Visit[] = [];
    for (let i = 0; i < times; i += 1) first.push(await on(await open(), (phone) => visit(phone, origin, goal, link)));
    const again = await on(await open(), async (phone) => {
      await keep(phone, origin, isSignedIn);
      const later: Visit[] = [];
      for (let i = 0; i < times; i += 1) later.push(await visit(phone, origin, goal, link));
      return later;
    });
    found.push(summed(what, 'first', first), summed(what, 'again', again));
    say(
      `${link.name}: ${what}: ${found
        .slice(-2)
        .map(({ usable }) => `${usable.median} ms`)
        .join(', again ')}`,
    );
  }
  return found;
}

/** What is on the rider's own phone once it has signed in: a cookie and whose phone it is. */
async function phoneOf(browser: Browser, origin: string, rider: Typed): Promise<Phone> {
  return on(await openPhone(browser), async (phone) => {
    const page = await phone.newPage();
    await page.goto(origin);
    await page.locator('[data-screen="sign-in-number"]').waitFor();
    await riderSignIn(page, rider);
    return phone.storageState();
  });
}

async function openPhone(browser: Browser, state?: Phone): Promise<BrowserContext> {
  const phone = await browser.newContext({
    viewport: { width: 360, height: 568 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    ...(state !== undefined && { storageState: state }),
  });
  await phone.addInitScript(() => {
    localStorage.setItem('language', 'en'); // as the card's QR code says it
    localStorage.setItem('seen', '1'); // the first pictures are behind
  });
  return phone;
}

async function on<T>(phone: BrowserContext, act: (phone: BrowserContext) => Promise<T>): Promise<T> {
  try {
    return await act(phone);
  } finally {
    await phone.close();
  }
}

/** A visit without hurry, until the service worker has kept the page, and a rider's own phone what it has heard. */
async function keep(phone: BrowserContext, origin: string, isSignedIn: boolean): Promise<void> {
  const page = await phone.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  if (isSignedIn) await page.waitForFunction(() => localStorage.getItem('rider')?.includes('"choices"'));
  await page.close();
}

function summed(what: string, when: Measured['visit'], visits: readonly Visit[]): Measured {
  const all = visits.map(({ usable }) => usable);
  const { requests, bytes } = visits[0]!;
  return { what, visit: when, usable: { median: all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!, all }, requests, bytes };
}
