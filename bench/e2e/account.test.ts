/** Everybody's own sign-ins and PIN, and what a driver's phone has to say between runs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '@passaggio/contracts';
import type { Page } from 'playwright-core';
import { notTaken } from '../screens/driver/opening.ts';
import { bookFor, publishDay } from '../screens/rider/days.ts';
import { accessibility, caller, DRIVER, openStage, OPERATOR, riderSignIn, typeLogin, type Login, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).last().click();

async function look(page: Page, name: string): Promise<void> {
  await stage.picture(page, name);
  expect(await accessibility(page), name).toEqual([]);
}

/** Of three steps: the old one, the new one, the new one again. */
async function change(page: Page, ...pins: readonly string[]): Promise<void> {
  for (const pin of pins) {
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
  }
}

const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

test('a rider ends the other phone, which is named before, and changes the PIN', async () => {
  const [login] = (await stage.enrol(1)) as [Login];
  const body = { number: login.number, pin: login.pin };
  const other = caller(stage.origin);
  await other('riderSignIn', { body });
  stage.time += 3_600_000;
  const { context, page } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await riderSignIn(page, login);
  await tap(page, 'Help');
  await tap(page, 'PIN and phones');
  await page.getByRole('button', { name: /16:00/ }).click();
  await screen(page, 'end-session');
  await page.locator('main').getByText('16:00').waitFor(); // which phone
  await look(page, 'rider-end-session');
  await tap(page, 'Sign out the other phone');
  await page.getByText('You are signed in here only.').waitFor();
  expect(await refusal(other('riderMe', {}))).toBe('not-signed-in');

  await other('riderSignIn', { body });
  await tap(page, 'Change PIN');
  await change(page, login.pin, '8305', '8306');
  await page.getByText('Not the same. Try again.').waitFor();
  await change(page, '8305', '8305');
  await screen(page, 'pin-changed');
  expect(await refusal(other('riderMe', {}))).toBe('not-signed-in');
  expect(await refusal(other('riderSignIn', { body }))).toBe('wrong-number-or-pin');
  expect(await refusal(other('riderSignIn', { body: { ...body, pin: '8305' as never } }))).toBe('none');
});

test('without signal a rider is told so and can ask again', async () => {
  const [login] = (await stage.enrol(1)) as [Login];
  const { context, page } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
  await riderSignIn(page, login);
  await tap(page, 'Help');
  await tap(page, 'PIN and phones');
  await page.getByText('You are signed in here only.').waitFor(); // that part of the page is on the phone
  await tap(page, 'Back');
  await context.setOffline(true);
  await tap(page, 'PIN and phones');
  await page.getByRole('alert').waitFor();
  await context.setOffline(false);
  await tap(page, 'Try again');
  await page.getByText('You are signed in here only.').waitFor();
});

async function atRuns(page: Page, login: { readonly number: string; readonly pin: string }): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('driver.language', 'en'));
  await page.goto(`${stage.origin}/driver/`);
  await screen(page, 'sign-in-number');
  await typeLogin(page, login);
  await screen(page, 'runs');
}

test('a driver’s page that is older than its server offers the new version between runs', async () => {
  const [login] = (await stage.enrol(1)) as [Login];
  await bookFor(stage, '2027-07-02', login);
  await publishDay(stage, '2027-07-02'); // of its runs it hears
  const { page } = await stage.browser({ isBare: true });
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.routeWebSocket('**/socket.io/**', (socket) => socket.close());
  await page.route('**/api/driver/sync*', async (route) => {
    const response = await route.fetch({ headers: { ...route.request().headers(), origin: stage.origin } });
    await route.fulfill({ response, json: { ...((await response.json()) as object), build: 'of-a-later-release' } });
  });
  await atRuns(page, DRIVER);
  const offer = page.getByRole('button', { name: 'New version' });
  await offer.waitFor();
  expect((await offer.boundingBox())!.height).toBeGreaterThanOrEqual(56);
  await look(page, 'driver-new-version');
  const loaded = page.waitForEvent('load');
  await offer.click();
  await loaded;
});

test('a driver reads what was not taken until dispatch was told, ends the other phone and changes the PIN', async () => {
  const [other, another] = [caller(stage.origin), caller(stage.origin)];
  for (const phone of [other, another]) await phone('driverSignIn', { body: DRIVER as Login });
  const { page } = await stage.browser();
  await atRuns(page, DRIVER);
  await notTaken(page, stage.time);
  const aside = page.locator('[data-aside="1"]');
  await aside.getByText('Read', { exact: true }).click();
  await aside.getByText('4821').waitFor();
  await aside.getByRole('img', { name: 'bus 7, key' }).waitFor();
  await look(page, 'driver-not-taken');
  await tap(page, 'Dispatch was told');
  await aside.waitFor({ state: 'detached' });
  await page.reload();
  await screen(page, 'runs');
  expect(await aside.count()).toBe(0);

  await tap(page, 'Sign out');
  await tap(page, 'Phones');
  await page.locator('main button[aria-pressed="false"]').first().click();
  await look(page, 'driver-phones');
  await tap(page, 'Sign out the other phone');
  await page.locator('main button[aria-pressed="true"]').waitFor({ state: 'detached' });
  await tap(page, 'Sign out all others');
  await page.getByText('You are signed in here only.').waitFor();
  for (const phone of [other, another]) expect(await refusal(phone('myRuns', {}))).toBe('not-signed-in');
  await tap(page, 'Back');
  await tap(page, 'Change PIN');
  await change(page, DRIVER.pin, '8305', '8305');
  await screen(page, 'pin-changed');
  await look(page, 'driver-pin-changed');
  expect(await refusal(other('driverSignIn', { body: { ...DRIVER, pin: '8305' } as Login }))).toBe('none');
});

test('staff end the other sign-ins of their account', async () => {
  const other = caller(stage.origin);
  await other('staffSignIn', { body: OPERATOR as Login });
  const { context, page } = await stage.browser({ width: 1280, height: 800 });
  await context.addInitScript(() => localStorage.setItem('console-language', 'en'));
  await page.goto(`${stage.origin}/console`);
  await page.locator('input[name="number"]').fill(OPERATOR.number);
  await page.locator('input[name="pin"]').fill(OPERATOR.pin);
  await page.locator('form button').click();
  await page.locator('[data-phase]').first().waitFor();
  await tap(page, 'Sign-ins');
  const dialog = page.getByRole('dialog', { name: 'Sign-ins' });
  await dialog.getByText('Other sign-ins, by last use:').waitFor();
  await look(page, 'console-sign-ins');
  await dialog.getByRole('button', { name: 'End all others' }).click();
  await dialog.getByText('You are signed in here only.').waitFor();
  expect(await refusal(other('staffMe', {}))).toBe('not-signed-in');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('main[data-phase]').waitFor(); // this one goes on
});
