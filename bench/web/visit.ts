/** One visit: from the navigation to what a person came for. */
import type { BrowserContext, Page } from 'playwright-core';
import { throttle, type Link } from './link.ts';

export interface Goal {
  /** Tapped as soon as it has been painted; nothing, where a look is enough. */
  readonly tap?: string;
  /** What shows that the tap worked, or what the person came to see. */
  readonly answers: string;
}

export interface Visit {
  /** Milliseconds from the navigation until the page answered. */
  readonly usable: number;
  /** What came over the link until then: requests, and bytes with their headers. */
  readonly requests: number;
  readonly bytes: number;
}

type Watching = typeof globalThis & { passaggioAnswered(milliseconds: string): void };

const MOST_MS = 60_000;

/** Runs in the page. What is there counts once it has been painted: for a finger as for an eye. */
function watch({ tap, answers }: Goal): void {
  const painted = (act: () => void): void => void requestAnimationFrame(() => setTimeout(act));
  let [isTapping, tapped, done] = [false, tap === undefined, false];
  const see = (): void => {
    if (tapped && !done && document.querySelector(answers) !== null) {
      done = true;
      painted(() => (globalThis as Watching).passaggioAnswered(String(performance.now())));
    }
    const target = tap === undefined ? null : document.querySelector(tap);
    if (isTapping || target === null) return;
    isTapping = true;
    painted(() => {
      tapped = true;
      (target as HTMLElement).click();
    });
  };
  new MutationObserver(see).observe(document, { subtree: true, childList: true, attributes: true });
}

/** @param phone  a browser with whatever earlier visits left in it */
export async function visit(phone: BrowserContext, origin: string, goal: Goal, link: Link): Promise<Visit> {
  const page = await phone.newPage();
  try {
    const traffic = await listen(page);
    await throttle(page, link);
    const { usable } = await answerOf(page);
    await page.addInitScript(watch, goal);
    await page.goto(origin, { waitUntil: 'commit' });
    return { usable: Math.round(await usable), ...traffic };
  } finally {
    await page.close();
  }
}

/** Counts what is received, from here on. */
async function listen(page: Page): Promise<{ requests: number; bytes: number }> {
  const traffic = { requests: 0, bytes: 0 };
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    if (encodedDataLength === 0) return; // out of a cache
    traffic.requests += 1;
    traffic.bytes += encodedDataLength;
  });
  return traffic;
}

/** Told by the page itself: to ask it would look like a hand on it, and give it more to do. */
async function answerOf(page: Page): Promise<{ readonly usable: Promise<number> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'passaggioAnswered' });
  const usable = new Promise<number>((answer, fail) => {
    const late = setTimeout(() => fail(new Error(`the page did not answer within ${MOST_MS} ms`)), MOST_MS);
    session.on('Runtime.bindingCalled', ({ payload }) => {
      clearTimeout(late);
      answer(Number(payload));
    });
  });
  return { usable };
}
