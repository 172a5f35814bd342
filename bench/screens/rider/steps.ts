/** Ways through the rider's screens by pictograms and marks, never by words: the same in every language. */
import type { Page } from 'playwright-core';
import { typeLogin, type Login, type Stage } from '../../e2e/stage.ts';

export const icon = (page: Page, name: string) => page.locator(`button:has([data-icon="${name}"])`).first().click();
export const forward = (page: Page) => page.locator('footer button').click();
export const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
export const card = (state: string) => (page: Page) => page.locator(`article[data-state="${state}"]`).waitFor();

export async function keys(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator(`[data-key="${digit}"]`).click();
}

export async function farms(page: Page): Promise<void> {
  await icon(page, 'bus');
  await page.locator('[data-screen="book"] button:has([data-icon="farm"])').first().waitFor();
}

/** A tile by the number that leads on it. */
export const tile = (page: Page, number: number) => page.locator('main button', { has: page.getByText(String(number), { exact: true }) }).click();

export const TRESSANTI = 12;
export const RIPALTA = 40;
export const [MEZZANONE, , VIESTE] = [1, 2, 3];

export const confirm = (farm: number) => async (page: Page) => {
  await farms(page);
  await tile(page, farm);
  await screen(page, 'confirm');
};

export const change = (row: string, part: string) => async (page: Page) => {
  await confirm(TRESSANTI)(page);
  await icon(page, row);
  await screen(page, `choose-${part}`);
};

/** Somebody else takes the phone: nothing is left of who had it before but the language. */
export async function signInAs(page: Page, stage: Stage, login: Login): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key !== 'language' && key !== 'seen') localStorage.removeItem(key);
    sessionStorage.clear();
  });
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await typeLogin(page, login);
  await screen(page, 'whose-phone');
  await icon(page, 'my-phone');
  await screen(page, 'home');
}

/** The rider's own phone lay five minutes somewhere else. @param wrong  PINs that were tried before without signal */
export async function away(page: Page, wrong = 0): Promise<void> {
  await page.evaluate((tries) => {
    const kept = JSON.parse(localStorage.getItem('lock.check') ?? '') as object;
    document.addEventListener('visibilitychange', () => {
      localStorage.setItem('lock.check', JSON.stringify({ ...kept, wrong: tries }));
      localStorage.setItem('lock.seen', '0');
    }); // the last thing that happens to a page
  }, wrong);
  await page.reload();
  await screen(page, 'locked');
}

/** It is in its rider's hand again, without a PIN: the story goes on. */
export async function inHand(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.evaluate(() => localStorage.setItem('lock.seen', String(Date.now())));
  await page.reload();
  await screen(page, 'home');
}
