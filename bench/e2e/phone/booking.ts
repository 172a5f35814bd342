/** Booking on a rider's own phone, in English but for the language that a test is about. */
import type { BrowserContext, Page } from 'playwright-core';
import { riderSignIn, type Login, type Stage } from '../stage.ts';

export interface MyPhone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly login: Login;
}

/** Of a new rider, at home; from now on the page opens without signal. */
export async function myPhone(stage: Stage, language = 'en', mine = 'My phone'): Promise<MyPhone> {
  const [login] = await stage.enrol(1);
  const { context, page } = await stage.browser();
  await context.addInitScript((code) => localStorage.setItem('language', code), language);
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login!, mine);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return { context, page, login: login! };
}

export async function toConfirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bus' }).click();
  await page.getByRole('button', { name: /Borgo Tressanti/ }).click();
  await page.locator('[data-screen="confirm"]').waitFor();
}

export const go = (page: Page) => page.getByRole('button', { name: /^Book/ }).click();
export const unsent = (page: Page) => page.locator('article[data-state="not-sent"][aria-busy="false"]');
export const taken = (page: Page) => page.locator('article[data-ride]:not([data-state="not-sent"]):not([data-state="refused"])');
