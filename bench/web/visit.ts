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

type Watching = typeof globalThis & { usable?: number };

/** Runs in the page. */
function watch({ tap, answers }: Goal): void {
  let tapped = tap === undefined;
  const see = (): void => {
    if (tapped && document.querySelector(answers) !== null) (window as Watching).usable ??= performance.now();
    const target = tap === undefined ? null : document.querySelector(tap);
    if (tapped || target === null) return;
    tapped = true;
    requestAnimationFrame(() => (target as HTMLElement).click()); // nobody taps what is not painted
  };
  new MutationObserver(see).observe(document, { subtree: true, childList: true, attributes: true });
}

/** @param phone  a browser with whatever earlier visits left in it */
export async function visit(phone: BrowserContext, origin: string, goal: Goal, link: Link): Promise<Visit> {
  const page = await phone.newPage();
  try {
    const traffic = await listen(page);
    await throttle(page, link);
    await page.addInitScript(watch, goal);
    await page.goto(origin, { waitUntil: 'commit' });
    const usable = await page.waitForFunction(() => (window as Watching).usable);
    return { usable: Math.round((await usable.jsonValue())!), ...traffic };
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
