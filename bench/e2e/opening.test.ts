/** The rider's page is opened again: what the phone remembers comes at once, what is missing is asked for until it is there. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bookFor, publishDay } from '../screens/rider/days.ts';
import { card, forward, icon, screen } from '../screens/rider/steps.ts';
import { openStage, riderSignIn, typeLogin, type Login, type Stage } from './stage.ts';

const FRIDAY = '2027-07-02';
let stage: Stage;
let logins: Login[];
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  logins = await stage.enrol(3);
  for (const one of [0, 2]) await bookFor(stage, FRIDAY, logins[one]!);
  await publishDay(stage, FRIDAY);
});
afterAll(() => stage.close());

async function phone(login: Login) {
  const opened = await stage.browser();
  const synced = inSync(opened.page);
  await opened.context.addInitScript(() => localStorage.setItem('language', 'en'));
  await opened.page.goto(stage.origin);
  await screen(opened.page, 'sign-in-number');
  await riderSignIn(opened.page, login);
  await screen(opened.page, 'home');
  await synced;
  return opened;
}

/** The page's socket has had its first answer (an acknowledgement of socket.io): from now on it hears only what is new. */
async function inSync(page: Page): Promise<void> {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framereceived', { predicate: ({ payload }) => /^43\d*\[/.test(String(payload)) });
}

/** A server that takes every question and answers none, until it is let go. */
async function mute(page: Page): Promise<() => void> {
  let speak = (): void => undefined;
  const silence = new Promise<void>((resolve) => (speak = resolve));
  await page.context().route(/\/(api|socket\.io)\//, async (route) => {
    await silence;
    await route.continue().catch(() => undefined); // the page may have gone
  });
  return speak;
}

const asOf = (page: Page) => page.locator('[role="status"][data-passing="true"]');

test("one's own phone shows the ride before the server has answered, as of when it was heard, and is then up to date", async () => {
  const { page } = await phone(logins[0]!);
  await card('seat')(page);
  stage.time += 60_000;
  const speak = await mute(page);
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('rider')!) as { deviceAt: number };
    localStorage.setItem('rider', JSON.stringify({ ...kept, deviceAt: kept.deviceAt - 3_600_000 })); // heard an hour ago
  });
  await page.reload();
  await card('seat')(page);
  expect(await asOf(page).innerText()).toContain('20:00');
  await stage.picture(page, 'opening.remembered');
  speak();
  await asOf(page).waitFor({ state: 'detached' });
  await card('seat')(page);
});

test('a phone on which nobody is signed in takes digits before the server has answered, and signs in once it has', async () => {
  const { page, context } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  const speak = await mute(page);
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await typeLogin(page, logins[1]!);
  await screen(page, 'sign-in-pin');
  speak();
  await screen(page, 'whose-phone');
});

test('a session that has ended meanwhile ends what is remembered too', async () => {
  const { page, context } = await phone(logins[0]!);
  await card('seat')(page);
  const speak = await mute(page);
  await context.clearCookies();
  await page.reload();
  await card('seat')(page);
  speak();
  await screen(page, 'sign-in-number');
  expect(await page.evaluate(() => localStorage.getItem('rider'))).toBeNull();
});

const asked = async () => (await stage.staff('viewDay', { params: { pole: 'foggia' as never, serviceDate: FRIDAY as never } })).people.length;

test('a ride is seen and the next is asked for before the part of the page that asks has come: not sent yet, then sent once', async () => {
  const { page, context } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await context.route('**/sw.js', (route) => route.abort()); // a phone that has not kept the page yet
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await riderSignIn(page, logins[2]!);
  await screen(page, 'home');
  await card('seat')(page);
  let isAway = true;
  await context.route(/\/assets\/asking-.*\.js/, (route) => (isAway ? route.abort() : route.continue()));
  await page.reload();
  await card('seat')(page);
  await icon(page, 'bus');
  await screen(page, 'book');
  await icon(page, 'farm');
  await screen(page, 'confirm');
  await forward(page);
  await card('not-sent')(page);
  const before = await asked();
  await stage.picture(page, 'opening.not-asked');
  await page.reload(); // what was not sent is looked through first: nothing is shown as if there were none
  await screen(page, 'unread');
  isAway = false;
  await icon(page, 'again');
  await card('seat')(page);
  await vi.waitFor(async () => expect(await asked()).toBe(before + 1), 20_000);
  expect(stage.strayed).toEqual([]);
});

test('a part of the page that does not come is waited for, and said so', async () => {
  const { page, context } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  let away = ['rides', 'further'];
  await context.route(/\/assets\/(rides|further)-.*\.js/, (route) =>
    away.some((part) => route.request().url().includes(`/${part}-`)) ? route.abort() : route.continue(),
  );
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await typeLogin(page, logins[1]!);
  await screen(page, 'whose-phone');
  await page.locator('button:has([data-icon="borrowed-phone"])').click();
  await screen(page, 'awaited');
  await stage.picture(page, 'opening.awaited');
  away = ['further'];
  await screen(page, 'home');
  await icon(page, 'bus');
  await screen(page, 'book');
  await icon(page, 'farm');
  await screen(page, 'awaited');
  away = [];
  await screen(page, 'confirm');
  expect(stage.strayed).toEqual([]);
});
