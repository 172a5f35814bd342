/** The rider's own phone in another hand: after five minutes away it shows time and plate only, and the PIN opens the rest, also without signal. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookFor, publishDay } from '../screens/rider/days.ts';
import { card, forward, icon, keys, screen } from '../screens/rider/steps.ts';
import { accessibility, openStage, riderSignIn, type Login, type Stage } from './stage.ts';

const FRIDAY = '2027-07-02';
let stage: Stage;
let login: Login;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  [login] = (await stage.enrol(1)) as [Login];
  await bookFor(stage, FRIDAY, login);
  await publishDay(stage, FRIDAY);
});
afterAll(() => stage.close());

/** With a clock that the test can put forward, at the seat. */
async function phone() {
  const opened = await stage.browser();
  await opened.page.clock.install();
  await opened.context.addInitScript(() => localStorage.setItem('language', 'en'));
  await opened.page.goto(stage.origin);
  await screen(opened.page, 'sign-in-number');
  await riderSignIn(opened.page, login);
  await card('seat')(opened.page);
  return opened;
}

const later = async (page: Page, minutes: number) => page.clock.setSystemTime((await page.evaluate(() => Date.now())) + minutes * 60_000);

test('time and plate are left after five minutes away, the PIN opens the rest without signal, and wrong ones make it wait', async () => {
  const { page: first, context } = await phone();
  let page = first;
  const code = (await page.locator('button[data-code]').innerText()).slice(0, 4);
  const [time] = (await page.locator('article').innerText()).match(/\d\d:\d\d/)!;
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await later(page, 4);
  await page.reload();
  await card('seat')(page);
  await screen(page, 'home'); // four minutes are nothing

  await context.setOffline(true);
  await later(page, 4);
  await page.reload();
  await screen(page, 'home');
  await later(page, 30); // in the hand, and looked at
  expect(await page.locator('[data-screen="home"]').count()).toBe(1);
  await page.close();
  page = await context.newPage();
  await later(page, 6);
  await page.goto(stage.origin);
  await screen(page, 'locked');
  const shown = await page.locator('body').innerText();
  expect(shown).toContain(time);
  for (const secret of [code, 'Mezzanone', 'Tressanti']) expect(shown).not.toContain(secret);
  expect(await page.locator('[data-plate]').count()).toBe(1);
  expect(await accessibility(page)).toEqual([]);
  for (const path of ['/book', '/again']) {
    await page.goto(stage.origin + path);
    await screen(page, 'locked');
  }
  await icon(page, 'help');
  await icon(page, 'warning');
  await screen(page, 'danger');
  expect(await page.locator('body').innerText()).not.toContain('Mezzanone');

  await page.goto(stage.origin);
  await screen(page, 'locked');
  await forward(page);
  const wrong = login.pin === '1357' ? '2468' : '1357';
  for (let i = 0; i < 3; i += 1) {
    await keys(page, wrong);
    await forward(page);
    await page.getByRole('alert').waitFor();
  }
  await page.getByText(/Too many wrong PINs/).waitFor();
  await keys(page, login.pin); // also the right one waits
  await forward(page);
  await page.getByText(/Too many wrong PINs/).waitFor();
  await later(page, 2);
  await keys(page, login.pin);
  await forward(page);
  await screen(page, 'home');
  expect(await page.locator('article').innerText()).toContain(code);
});

test('a phone put away is shut when it is looked at again, and whoever signs in anew has another PIN', async () => {
  const { page, context } = await phone();
  const hidden = (state: string) =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await hidden('hidden');
  await later(page, 4);
  await hidden('visible');
  expect(await page.locator('[data-screen="home"]').count()).toBe(1);
  await hidden('hidden');
  await later(page, 6);
  await hidden('visible');
  await screen(page, 'locked');

  await context.clearCookies();
  await page.reload();
  await screen(page, 'sign-in-number');
  const [other] = (await stage.enrol(1)) as [Login];
  await riderSignIn(page, other);
  await page.getByText('No ride yet').waitFor();
  expect(stage.strayed).toEqual([]);
});
