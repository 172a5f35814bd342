/** Ways through the driver's screens by pictograms and marks, never by words: the same in every language. */
import type { Page } from 'playwright-core';

export type Step = (page: Page) => Promise<unknown>;

/** The one main act, as soon as it can be pressed. */
export const main: Step = (page) => page.locator('[data-main]:not([data-closed])').click();
export const bar = (name: string) => (page: Page) => page.locator(`header button:has([data-icon="${name}"])`).click();
export const tool = (name: string) => (page: Page) => page.locator(`footer button:has([data-icon="${name}"])`).click();
export const screen = (name: string) => (page: Page) => page.locator(`[data-screen="${name}"]`).waitFor();
export const shows = (what: string) => (page: Page) => page.locator(what).first().waitFor({ state: 'attached' });
export const tap = (what: string) => (page: Page) => page.locator(what).first().click();

export const keys = (digits: string) => async (page: Page) => {
  for (const digit of digits) await page.locator(`[data-key="${digit}"]`).click();
};

/** Taps the first person of a list, who is no longer on it then. */
export const tapAway: Step = async (page) => {
  const first = page.locator('main [data-code]').first();
  const code = await first.getAttribute('data-code');
  await first.click();
  await page.locator(`main [data-code="${code}"]`).waitFor({ state: 'detached' });
};

/** A button that is sent only when it is held. */
export const hold = (name: string, trouble: string) => async (page: Page) => {
  await page.locator(`main button:has([data-icon="${name}"])`).focus();
  await page.keyboard.down('Enter');
  await page.locator(`[data-trouble="${trouble}"]`).first().waitFor();
  await page.keyboard.up('Enter');
};

/** All off where somebody gets off, then on the way, or the run is driven. */
export const leave: Step = async (page) => {
  await screen('at-stop')(page);
  if ((await page.locator('[data-main]:has([data-icon="down"])').count()) > 0) await main(page);
  await tap('[data-main]:has([data-icon="forward"]):not([data-closed])')(page);
  await page.locator('[data-screen="moving"], [data-screen="driven"]').waitFor();
};

/** From now on there is no signal; the page is on the phone. */
export async function offline(page: Page): Promise<void> {
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && (await caches.keys()).length > 0);
  await page.context().setOffline(true);
}

/** One after the other. */
export const way =
  (...steps: readonly Step[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
