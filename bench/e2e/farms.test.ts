/** A pole with many farms: those asked for last first, and any by its number. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { go, myPhone, taken } from './phone/booking.ts';
import { accessibility, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  const shifts = [{ start: '06:00', end: '13:00' }];
  const more = Array.from({ length: 9 }, (_, i) => ({ id: `farm-${101 + i}`, number: 101 + i, name: `Podere ${i + 1}`, at: [15.8 + i / 100, 41.39], shifts }));
  await stage.setUp({ sites: more as never });
});
afterAll(() => stage.close());

test('the number of a farm leads to it, a number of none is told, and next time the farm stands first', async () => {
  const { page } = await myPhone(stage);
  await page.getByRole('button', { name: 'Bus' }).click();
  const farms = page.locator('[data-screen="book"] main button');
  await expect.poll(() => farms.count()).toBe(6);
  await page.getByRole('button', { name: 'Farm number' }).click();
  await page.locator('[data-screen="farm-number"]').waitFor();
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'farm-number');
  await page.keyboard.type('999');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('No farm has this number.').waitFor();
  await page.keyboard.type('107');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.locator('[data-screen="confirm"]').getByText('Podere 7').waitFor();
  await go(page);
  await taken(page).waitFor();
  await page.getByRole('button', { name: 'Bus' }).click();
  await expect.poll(() => farms.first().innerText()).toContain('Podere 7');
  await stage.picture(page, 'farms-many');
  expect(stage.strayed).toEqual([]);
});
