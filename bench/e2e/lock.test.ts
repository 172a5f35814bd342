/**
 * The rider's own phone in another hand: after five minutes away it shows time and plate only, on the phone and on the server, and the PIN opens the rest, also
 * without signal.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MINUTE } from '@passaggio/contracts';
import { bookFor, publishDay, runOf } from '../screens/rider/days.ts';
import { drives } from '../screens/rider/drives.ts';
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
beforeEach(() => (stage.isInHand = true));
afterAll(() => stage.close());

/** With a clock that the test can put forward, at the seat. */
async function phone(of = login) {
  const opened = await stage.browser();
  await opened.page.clock.install();
  await opened.context.addInitScript(() => localStorage.setItem('language', 'en'));
  await opened.page.goto(stage.origin);
  await screen(opened.page, 'sign-in-number');
  await riderSignIn(opened.page, of);
  await opened.page.locator('article[data-state="seat"], article[data-state="changed"]').waitFor();
  return opened;
}

const later = async (page: Page, minutes: number) => page.clock.setSystemTime((await page.evaluate(() => Date.now())) + minutes * 60_000);
const wrongFor = ({ pin }: Login) => (pin === '1357' ? '2468' : '1357');
const codeOn = async (page: Page) => (await page.locator('button[data-code]').innerText()).slice(0, 4);

/** It lay six minutes somewhere, by its own clock and by the server's. @returns a page that is opened then */
async function lain({ page, context }: { readonly page: Page; readonly context: BrowserContext }): Promise<Page> {
  await page.close();
  const next = await context.newPage();
  await later(next, 6);
  stage.time += 6 * MINUTE;
  stage.isInHand = false;
  return next;
}

/** PINs that the phone's own check does not pass: one in sixteen does. */
const failing = (page: Page, count: number): Promise<string[]> =>
  page.evaluate(async (wanted) => {
    const { salt, check } = JSON.parse(localStorage.getItem('lock.check') ?? '') as { salt: string; check: number };
    const bytes = new TextEncoder();
    const found: string[] = [];
    for (let n = 0; found.length < wanted; n += 1) {
      const pin = String(n).padStart(4, '0');
      const key = await crypto.subtle.importKey('raw', bytes.encode(pin), 'PBKDF2', false, ['deriveBits']);
      const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes.encode(salt), iterations: 200_000 }, key, 8);
      if (new Uint8Array(bits)[0]! % 16 !== check) found.push(pin);
    }
    return found;
  }, count);

test('time and plate are left after five minutes away, the PIN opens the rest without signal, and after three wrong ones the server alone', async () => {
  const { page: first, context } = await phone();
  let page = first;
  const code = await codeOn(page);
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
  await keys(page, login.pin);
  await forward(page);
  await screen(page, 'home');
  expect(await page.locator('article').innerText()).toContain(code);

  await page.close();
  page = await context.newPage();
  await later(page, 6);
  await page.goto(stage.origin);
  await screen(page, 'locked');
  await forward(page);
  for (const wrong of await failing(page, 3)) {
    await keys(page, wrong);
    await forward(page);
    await page.getByText(/Wrong PIN/).waitFor();
  }
  await keys(page, login.pin); // also the right one
  await forward(page);
  await page.getByText(/Wait for signal/).waitFor();
  await context.setOffline(false);
  await keys(page, login.pin);
  await forward(page);
  await screen(page, 'home');
});

test('a phone that was found gives nothing to an address that is typed, nor to its own page, and hears the news of its ride; the PIN brings all back', async () => {
  const { page, context } = await phone();
  const code = await codeOn(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const typed = await lain({ page, context });
  for (const path of ['/api/rider/rides', '/api/rider/session', '/api/rider/choices']) {
    const response = await typed.goto(stage.origin + path);
    expect([response?.status(), await response?.json()]).toEqual([403, expect.objectContaining({ code: 'foreign-origin' })]);
  }
  await typed.goto(stage.origin);
  await screen(typed, 'locked');
  const asked = await typed.evaluate(async () => Promise.all(['rides', 'choices', 'session'].map(async (what) => (await fetch(`/api/rider/${what}`)).text())));
  for (const answer of asked) expect(answer).not.toMatch(new RegExp(`${code}|Tressanti|Mezzanone|Foggia`, 'i'));

  const run = await runOf(stage, FRIDAY);
  await stage.staff('retimeTrip', {
    params: { pole: 'foggia' as never, serviceDate: FRIDAY as never },
    body: { id: 'retime-locked' as never, run: run.run, stop: run.stops[0]!.stop, minutes: 10 },
  });
  await card('changed')(typed);
  expect(await typed.locator('body').innerText()).not.toContain('Mezzanone');

  await forward(typed);
  await keys(typed, wrongFor(login));
  await forward(typed);
  await typed.getByText(/Wrong PIN/).waitFor();
  await keys(typed, login.pin);
  await forward(typed);
  await screen(typed, 'home');
  await typed.getByText(code).first().waitFor();
  expect(await typed.locator('body').innerText()).toContain('Mezzanone');
  expect(stage.strayed).toEqual([]);
});

test('who opens without signal is asked again by the server, and *I am still here* needs no PIN', async () => {
  const { page: first, context } = await phone();
  await first.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  const page = await lain({ page: first, context });
  await page.goto(stage.origin);
  await screen(page, 'locked');
  await forward(page);
  await keys(page, login.pin);
  await forward(page);
  await screen(page, 'home'); // what the phone remembers
  await context.setOffline(false);
  await screen(page, 'locked'); // what only the server knows is behind the PIN
  const { act } = await drives(stage, FRIDAY);
  const run = await runOf(stage, FRIDAY);
  const [boarding, site] = run.stops;
  const { ride } = boarding!.on[0]!;
  stage.time = boarding!.plannedArrive;
  for (const deed of [
    { act: 'start' },
    { act: 'arrive', stop: boarding!.stop },
    { act: 'board', ride, leg: 'outbound' },
    { act: 'leave', stop: boarding!.stop },
  ])
    await act(deed);
  stage.time = site!.plannedDepart;
  for (const deed of [
    { act: 'arrive', stop: site!.stop },
    { act: 'alight', ride, leg: 'outbound' },
    { act: 'leave', stop: site!.stop },
  ])
    await act(deed);
  await card('arrived')(page);
  await stage.picture(page, 'locked-still-here');
  await page.getByRole('button', { name: 'Take me back now' }).click();
  await page.getByRole('button', { name: 'Yes, call a person' }).click();
  await page.locator('[role="status"] [data-icon="bell"]').waitFor();
  const { alarms } = await stage.staff('viewDay', { params: { pole: 'foggia' as never, serviceDate: FRIDAY as never } });
  expect(alarms.map(({ kind }) => kind)).toContain('still-here');
  await screen(page, 'locked');
  await forward(page);
  await keys(page, login.pin);
  await forward(page);
  await screen(page, 'home');
});

test('a phone put away is shut when it is looked at again, and whoever signs in anew has another PIN', async () => {
  const [owner, other] = (await stage.enrol(2)) as [Login, Login];
  const SATURDAY = '2027-07-03';
  await bookFor(stage, SATURDAY, owner);
  await publishDay(stage, SATURDAY);
  const { page, context } = await phone(owner);
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
  await riderSignIn(page, other);
  await page.getByText('No ride yet').waitFor();
  expect(stage.strayed).toEqual([]);
});
