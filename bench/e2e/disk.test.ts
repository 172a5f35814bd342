/** A driver's phone that cannot keep what it is told: full, forbidden, or cleared under an open page. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MINUTE, publishedMorning, screen, setUpBuses, signIn, signInToRuns, start, tap } from './phone/drive.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  await setUpBuses(stage);
});
afterAll(() => stage.close());

test('a full phone says so instead of going on, and what is tapped once there is room lands once', async () => {
  const { run, day } = await publishedMorning(stage, '2027-07-04');
  const { page } = await stage.browser();
  await signInToRuns(page, stage.origin);
  await start(page);
  await page.evaluate(() => {
    const { add, put } = IDBObjectStore.prototype;
    const full = (write: typeof put) =>
      function aborts(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
        const request = write.call(this, value, key);
        this.transaction.abort(); // as a browser does that has no room
        return request;
      };
    Object.assign(IDBObjectStore.prototype, { add: full(add), put: full(put) });
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { add, put }) });
  });
  await tap(page, 'Arrived');
  await screen(page, 'disk-full');
  await page.getByText('The phone cannot save: write it down and call dispatch').waitFor();
  expect(await page.getByRole('link', { name: 'Dispatch' }).getAttribute('href')).toBe('tel:+390881000000');
  await stage.picture(page, 'driver-disk-full');
  await page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom());
  await tap(page, 'Try again');
  await screen(page, 'moving'); // nothing was recorded
  await tap(page, 'Arrived');
  await tap(page, /^All on board/);
  await expect.poll(async () => (await day()).runs.find((one) => one.run === run.run), { timeout: 20_000 }).toMatchObject({ onBoard: 3, needsPerson: [] });
});

test('runs that a full phone could not keep are not taken for a lost signal', async () => {
  await publishedMorning(stage, '2027-07-08');
  const { page } = await stage.browser();
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function full(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      const request = put.call(this, value, key);
      if (this.name === 'runs') this.transaction.abort();
      return request;
    };
  });
  await signIn(page, stage.origin);
  await screen(page, 'runs');
  await page.getByText('The phone cannot save: write it down and call dispatch').waitFor();
  expect(await page.getByText('No signal').count()).toBe(0);
});

test('a phone that keeps nothing at all says what to do, in its language, and tries again', async () => {
  const { context, page } = await stage.browser({ locale: 'ar' });
  await context.addInitScript(() => {
    if (sessionStorage.getItem('allowed') !== null) return;
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
  });
  await page.goto(`${stage.origin}/driver/`);
  await screen(page, 'no-storage');
  await page.getByText('هذا الهاتف لا يحفظ شيئًا').waitFor();
  await stage.picture(page, 'driver-no-storage');
  await page.evaluate(() => sessionStorage.setItem('allowed', '1'));
  await tap(page, 'حاول مرة أخرى');
  await screen(page, 'sign-in-number');
});

test('storage cleared under an open page: it opens anew, and after the sign-in the bus is where it was', async () => {
  const { run, day } = await publishedMorning(stage, '2027-07-12');
  const { context, page } = await stage.browser();
  await signInToRuns(page, stage.origin);
  await start(page);
  await tap(page, 'Arrived');
  await tap(page, /^All on board/);
  await page.locator('[data-waiting="0"][data-state="live"]').waitFor({ state: 'attached' });
  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: stage.origin, storageTypes: 'indexeddb' });
  await screen(page, 'sign-in-number');
  stage.time += MINUTE; // what follows is another device's, and later
  await signIn(page, stage.origin);
  await screen(page, 'at-stop');
  await page.locator('[data-aboard="3"]').waitFor();
  await tap(page, 'Leave');
  await tap(page, 'Arrived');
  await tap(page, /^All off/);
  await expect.poll(async () => (await day()).runs.find((one) => one.run === run.run), { timeout: 20_000 }).toMatchObject({ onBoard: 0, needsPerson: [] });
  expect(stage.strayed).toEqual([]);
});
