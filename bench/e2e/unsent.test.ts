/** A phone without signal: the last ride it heard of, and a booking that is kept, told of, and one ride on the server however often it was sent. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { go, myPhone, taken, toConfirm, unsent } from './phone/booking.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
const open: BrowserContext[] = [];
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});
afterAll(() => stage.close());

const params = { pole: 'foggia' as never, serviceDate: '2027-07-02' as never };
const SOON = Date.parse('2027-07-01T17:35:00Z'); // the list closes at 18:00
const GONE = 'That shift is no longer there. Choose another time.';
const LATE = Date.parse('2027-07-01T18:05:00Z');

const phone = async (...how: [language?: string, mine?: string]) => {
  const opened = await myPhone(stage, ...how);
  open.push(opened.context);
  return opened;
};

/** Tones that the page has sounded by itself. */
async function alertsOf(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.addEventListener('passaggio:clip', (event) => {
      if ((event as CustomEvent<{ clip: string }>).detail.clip !== 'alert') return;
      document.body.dataset['alerts'] = String(Number(document.body.dataset['alerts'] ?? 0) + 1);
    });
  });
  return async () => Number(await page.locator('body').getAttribute('data-alerts'));
}

const people = async () => (await stage.staff('viewDay', { params })).people.length;

test('a booking without signal is told as not sent, outlives the page being closed, and becomes one ride by itself, also with two tabs', async () => {
  const { context, page } = await phone();
  const before = await people();
  await toConfirm(page);
  await context.setOffline(true);
  await go(page);
  await unsent(page).waitFor();
  const ride = await unsent(page).getAttribute('data-ride');
  await page.close();
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(stage.origin);
    await unsent(tab).waitFor();
    expect(await unsent(tab).getAttribute('data-ride')).toBe(ride);
  }
  expect(await people()).toBe(before);
  await stage.picture(tabs[0]!, 'unsent.offline.en');
  await context.setOffline(false);
  for (const tab of tabs) {
    await taken(tab).waitFor();
    expect(await taken(tab).getAttribute('data-ride')).toBe(ride);
    await unsent(tab).waitFor({ state: 'detached' });
  }
  expect(await people()).toBe(before + 1);
  await tabs[0]!.reload();
  await taken(tabs[0]!).waitFor();
  expect(await people()).toBe(before + 1);
});

test('a booking whose answer was lost is sent again under its own id: still one ride', async () => {
  const { page } = await phone();
  const before = await people();
  const ids: string[] = [];
  await page.route('**/api/rider/rides', async (route) => {
    ids.push((route.request().postDataJSON() as { id: string }).id);
    const answer = await route.fetch({ headers: { ...route.request().headers(), origin: stage.origin } });
    return ids.length === 1 ? route.abort() : route.fulfill({ response: answer });
  });
  await toConfirm(page);
  await go(page);
  await taken(page).waitFor();
  await expect.poll(() => ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
  expect(await people()).toBe(before + 1);
});

test('the last known ride opens without signal, as of when it was heard, in Urdu', async () => {
  const { context, page } = await phone('ur', 'میرا فون');
  await page.locator('[data-screen="home"]').waitFor();
  await page.getByRole('button', { name: 'بس' }).click();
  await page.getByRole('button', { name: /Borgo Tressanti/ }).click();
  await page.locator('[data-screen="confirm"]').waitFor();
  await page.getByRole('button', { name: /^سیٹ لیں/ }).click();
  await taken(page).waitFor();
  const ride = await taken(page).getAttribute('data-ride');
  await context.setOffline(true);
  await page.close();
  const again = await context.newPage();
  await again.goto(stage.origin);
  await taken(again).waitFor();
  expect(await taken(again).getAttribute('data-ride')).toBe(ride);
  await again.getByText('16:00 بجے تک').waitFor();
  await stage.picture(again, 'known.offline.ur');
});

test('what is told by a phone that cannot keep it: leave the page open', async () => {
  const { context, page } = await phone();
  await toConfirm(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await context.setOffline(true);
  await go(page);
  await unsent(page).waitFor();
  await page.getByText('This phone cannot keep it.').waitFor();
});

test('a shift that is gone by the time there is signal: the phone says so, and offers to choose again', async () => {
  const { context, page } = await phone();
  await toConfirm(page);
  await context.setOffline(true);
  await go(page);
  await unsent(page).waitFor();
  const later = { id: 'tressanti', number: 12, name: 'Borgo Tressanti', at: [15.84, 41.395], shifts: [{ start: '07:00', end: '14:00' }] };
  await stage.setUp({ sites: [later] as never });
  await context.setOffline(false);
  await page.getByText(GONE).waitFor();
  await stage.picture(page, 'unsent.gone.en');
  await page.getByRole('button', { name: 'Choose again' }).click();
  await page.getByRole('button', { name: /Borgo Tressanti/ }).click();
  await page.locator('[data-screen="confirm"]').getByText('07:00').first().waitFor();
  await stage.setUp({});
});

test('half an hour before the list closes it warns with the time, and after that says that it is too late', async () => {
  stage.time = SOON;
  const { context, page } = await phone();
  await toConfirm(page);
  await context.setOffline(true);
  const alerts = await alertsOf(page);
  await go(page);
  await page.getByText('The list closes at 20:00').waitFor();
  await expect.poll(alerts).toBe(1); // heard without a tap, once
  await stage.picture(page, 'unsent.soon.en');
  await page.close();
  const again = await context.newPage();
  await again.clock.install({ time: Date.now() + LATE - SOON });
  await again.goto(stage.origin);
  await again.locator('[data-screen="locked"] article[data-state="not-sent"]').waitFor(); // the phone was away: the warning is not
  await again.getByText('Too late for the list. Call.').waitFor();
  await stage.picture(again, 'unsent.late.en');
  expect(stage.strayed).toEqual([]);
});
