/** Help shows only what answers now: dispatch first while buses go out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibility, openStage, riderSignIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-02T03:00:00Z'); // Friday 05:00 in Rome
  await stage.setUp({ dispatch: '+390881000000' });
});
afterAll(() => stage.close());

test.each([
  ['en', 'My phone', '2027-07-02T03:00:00Z', ['tel:+390881000000', 'https://wa.me/393509092008']],
  ['it', 'Il mio telefono', '2027-07-02T10:00:00Z', ['tel:800939000', 'https://wa.me/393509092008']],
  ['ar', 'هاتفي', '2027-07-03T18:00:00Z', ['https://wa.me/393509092008']],
])('in %s at %s only what answers then is offered, dispatch first at dawn, and 112 is asked once', async (language, mine, at, ways) => {
  stage.time = Date.parse(at);
  const [login] = await stage.enrol(1);
  const { context, page } = await stage.browser();
  await context.addInitScript((code) => localStorage.setItem('language', code), language);
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login!, mine);
  await page.goto(`${stage.origin}/help`);
  await page.locator('[data-screen="help"]').waitFor();
  expect(await page.locator('[data-screen="help"] a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(ways);
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, `help.${language}`);
  await page.getByRole('button', { name: /112/ }).click();
  await page.locator('a[href="tel:112"]').waitFor();
  await context.close();
  expect(stage.strayed).toEqual([]);
});
