/** Pages that live longer than their release: the server speaks as a later one would, and has other parts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { toConfirm } from './phone/booking.ts';
import { publishDay } from '../screens/rider/days.ts';
import { accessibility, openStage, OPERATOR, riderSignIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

/** A rider with a ride, on a page without a service worker and without a socket. */
async function withRide(): Promise<Page> {
  const [login] = await stage.enrol(1);
  const { context, page } = await stage.browser({ isBare: true });
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await riderSignIn(page, login!);
  await toConfirm(page);
  await page.getByRole('button', { name: /^Book/ }).click();
  await page.locator('article[data-state="accepted"]').waitFor();
  return page;
}

test('a rider’s page that hears what it does not know stays live, and offers the new version quietly', async () => {
  const page = await withRide();
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.routeWebSocket('**/socket.io/**', (socket) => socket.close());
  await page.route('**/api/rider/sync*', async (route) => {
    const response = await route.fetch({ headers: { ...route.request().headers(), origin: stage.origin } });
    const answer = (await response.json()) as { sync: string; epoch: string; last: number; now: number; events?: object[] };
    const stream = new URL(route.request().url()).searchParams.get('stream');
    const survey = { stream, epoch: answer.epoch, n: answer.last + 1, at: answer.now, body: { v: 1, type: 'survey', stars: 5 } };
    const later = answer.sync === 'events' ? { events: [...answer.events!, survey], last: answer.last + 1 } : {};
    await route.fulfill({ response, json: { ...answer, ...later, build: 'of-a-later-release' } });
  });
  await page.reload();
  const offer = page.getByRole('button', { name: 'New version' });
  await offer.waitFor();
  await page.locator('article[data-state="accepted"]').waitFor();
  expect(Number(await page.locator('html').getAttribute('data-skipped'))).toBeGreaterThan(0);
  expect(await page.getByText('As of').count()).toBe(0);
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'rider-new-version');
  const loaded = page.waitForEvent('load');
  await offer.click();
  await loaded;
  await page.locator('article[data-state="accepted"]').waitFor();
});

test('a part that is gone after a release opens the page anew once, and is waited for then', async () => {
  const page = await withRide();
  await publishDay(stage, '2027-07-02');
  await page.locator('article[data-state="seat"]').first().waitFor();
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.route('**/assets/DrawnMap*', (route) => route.fulfill({ status: 404, body: 'gone' }));
  const map = page.getByRole('button', { name: 'Map' });
  const again = page.waitForEvent('load');
  await map.click();
  await again;
  await map.click();
  await page.getByText('The map is not on this phone yet').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await map.waitFor();
  expect(loads).toBe(1);
});

test('the console shows an alarm of a kind that it does not know, before all others, and says what it left out', async () => {
  const { page } = await stage.browser({ width: 1280, height: 800, isBare: true });
  await page.route(/\/api\/staff\/poles\/foggia\/days\/[^/]+$/, async (route) => {
    const response = await route.fetch({ headers: { ...route.request().headers(), origin: stage.origin } });
    const day = (await response.json()) as { alarms: object[]; head: { serviceDate: string } };
    const alarm = {
      pole: 'foggia',
      serviceDate: day.head.serviceDate,
      ride: null,
      run: null,
      code: null,
      place: null,
      raisedAt: stage.time,
      state: 'open',
      by: null,
    };
    const alarms = [
      { ...alarm, alarm: 'a-1', kind: 'run-late', detail: 'bus 1' },
      { ...alarm, alarm: 'a-2', kind: 'flood', detail: 'water on the SP 77' },
    ];
    await route.fulfill({ response, json: { ...day, alarms } });
  });
  await page.goto(`${stage.origin}/console`);
  await page.locator('select').first().selectOption({ label: 'English' });
  await page.locator('input[name="number"]').fill(OPERATOR.number);
  await page.locator('input[name="pin"]').fill(OPERATOR.pin);
  await page.locator('form button').click();
  const alarms = page.locator('li[data-alarm]');
  await alarms.first().waitFor();
  expect(await alarms.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['alarm']))).toEqual(['unknown', 'run-late']);
  await alarms.first().getByText('Another kind of alarm').waitFor();
  await alarms.first().getByText('water on the SP 77').waitFor();
  await page.getByText('1 item of a newer version not shown').waitFor();
  expect(await accessibility(page)).toEqual([]);
});

test('a driver’s page whose database a later release took over says so, with the way out, and the queue stays', async () => {
  const { context, page } = await stage.browser({ isBare: true });
  await page.goto(`${stage.origin}/driver/`);
  await page.locator('[data-screen]').first().waitFor();
  const later = await context.newPage();
  await later.goto(`${stage.origin}/clock`);
  const upgraded = () =>
    later.evaluate(
      () =>
        new Promise<string[]>((done, fail) => {
          const request = indexedDB.open('passaggio-driver', 2);
          request.addEventListener('success', () => done([...request.result.objectStoreNames]));
          request.addEventListener('error', () => fail(request.error ?? new Error('not opened')));
        }),
    );
  expect(await upgraded()).toEqual(['device', 'facts', 'notes', 'runs']);
  const told = page.locator('[data-screen="no-storage"][data-why="newer"]');
  await told.waitFor();
  await page.reload();
  await told.waitFor();
  await told.getByText('what waits to be sent is kept').waitFor();
  await told.getByRole('button', { name: 'New version' }).waitFor();
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'driver-newer-database');
});
