/** News with the app closed is offered once, where it is of use; who says no has the same app. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishDay } from '../screens/rider/days.ts';
import { go, myPhone, toConfirm } from './phone/booking.ts';
import { accessibility, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

test('who says no is not asked again, and the seat arrives without a reload all the same', async () => {
  const { page } = await myPhone(stage);
  const offer = page.getByRole('button', { name: 'News on this phone' });
  expect(await offer.count()).toBe(0); // not before there is a ride
  await toConfirm(page);
  await go(page);
  await offer.click();
  await page.locator('[data-screen="push"]').waitFor();
  expect(await accessibility(page)).toEqual([]);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await page.locator('article[data-state="accepted"]').waitFor();
  expect(await offer.count()).toBe(0);
  await page.reload();
  await page.locator('article[data-state="accepted"]').waitFor();
  expect(await offer.count()).toBe(0);
  await publishDay(stage, '2027-07-02');
  await page.locator('article[data-state="seat"]').waitFor();
  expect(stage.strayed).toEqual([]);
});
