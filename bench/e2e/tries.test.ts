/** Too many wrong PINs: the page says until when there is no use in trying, and the way to a person stays open. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibility, caller, openStage, typeLogin, type Login, type Stage } from './stage.ts';

/** Failures that an address may have in an hour (server/src/domain/accounts/tries.ts). */
const OF_AN_ADDRESS = 100;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  const call = caller(stage.origin);
  const guesses = Array.from({ length: OF_AN_ADDRESS }, (_, i) => ({ number: String(91_000_000 + i), pin: '4826' }) as unknown as Login);
  await Promise.all(guesses.map((body) => call('riderSignIn', { body }).catch(() => undefined)));
});
afterAll(() => stage.close());

test.each([
  ['en', /Too many tries. Try again at \d\d:\d\d/],
  ['ar', /محاولات كثيرة. حاول مرة أخرى في .?\d\d:\d\d/],
])('in %s the wait is told as a time of day', async (language, words) => {
  const { context, page } = await stage.browser();
  await context.addInitScript((code) => localStorage.setItem('language', code), language);
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await typeLogin(page, { number: '92000000', pin: '4826' });
  expect(await page.getByRole('alert').innerText()).toMatch(words);
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, `tries.${language}`);
  await page.locator('[data-icon="help"]').click();
  await page.locator('[data-screen="no-card"]').waitFor();
  await context.close();
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
