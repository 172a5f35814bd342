/** What changes under somebody's hands while they book: the storage is cleared, the session ends, the server ends, the phone's clock is wrong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishDay } from '../screens/rider/days.ts';
import { go, myPhone, taken, toConfirm, unsent } from './phone/booking.ts';
import { openStage, riderSignIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

const params = { pole: 'foggia' as never, serviceDate: '2027-07-02' as never };
const people = async () => (await stage.staff('viewDay', { params })).people.length;

test('a phone whose storage was cleared asks who it is, and has the ride again', async () => {
  const { context, page, login } = await myPhone(stage);
  await toConfirm(page);
  await go(page);
  await taken(page).waitFor();
  const ride = await taken(page).getAttribute('data-ride');
  await page.evaluate(() => localStorage.clear());
  await page.close();
  const again = await context.newPage();
  await again.goto(stage.origin); // the session is there, and whose phone it is not known any more
  await again.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(again, login);
  await taken(again).waitFor();
  expect(await taken(again).getAttribute('data-ride')).toBe(ride);
});

test('a session that has ended while a booking waits for signal: who signs in again has it sent, once', async () => {
  const { context, page, login } = await myPhone(stage);
  const before = await people();
  await toConfirm(page);
  await context.setOffline(true);
  await go(page);
  await unsent(page).waitFor();
  const ride = await unsent(page).getAttribute('data-ride');
  await context.clearCookies();
  await context.setOffline(false);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  expect(await people()).toBe(before);
  await riderSignIn(page, login);
  await taken(page).waitFor();
  expect(await taken(page).getAttribute('data-ride')).toBe(ride);
  expect(await people()).toBe(before + 1);
});

test('a phone whose clock is hours off shows the days and times of the pole', async () => {
  const { context, page } = await myPhone(stage);
  await toConfirm(page);
  await go(page);
  await taken(page).waitFor();
  const told = (await taken(page).locator('time').first().innerText()).trim();
  await page.close();
  const again = await context.newPage();
  await again.clock.install({ time: Date.now() + 31 * 3_600_000 });
  await again.goto(stage.origin);
  await again.locator('[data-screen="locked"]').waitFor(); // it cannot know that it was not away
  await again.locator('[data-sleeps="1"]').waitFor(); // once the server has said what time it is
  expect((await again.locator('article time').first().innerText()).trim()).toBe(told);
});

test('a server that ends while somebody books: not sent, one ride as soon as it is back, and news arrives again without a reload', async () => {
  const { page } = await myPhone(stage);
  const before = await people();
  await toConfirm(page);
  await page.evaluate(() => (Math.random = () => 0.45)); // comes back after 7 s, and 13 s later
  await stage.restart(async () => {
    await go(page);
    await unsent(page).waitFor();
  });
  await taken(page).waitFor();
  expect(await people()).toBe(before + 1);
  await publishDay(stage, params.serviceDate);
  await page.locator('article[data-state="seat"]').waitFor();
});

test('who has signal again is on the live link at once, whatever the lot after a restart says', async () => {
  const { page } = await myPhone(stage);
  await page.addInitScript(() => (Math.random = () => 0.95)); // the longest wait: 23 s
  const first = page.waitForEvent('websocket');
  await page.reload();
  const ended = (await first).waitForEvent('close');
  await stage.restart(async () => void (await ended));
  const again = page.waitForEvent('websocket', { timeout: 8_000 });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await again;
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
