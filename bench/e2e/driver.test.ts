/** The driver's phone in the dark: no signal, a dead battery, a plan that changes behind its back, somebody else's phone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openCable, type Cable } from './phone/cable.ts';
import { openDevice, type Device } from './phone/device.ts';
import { isKept, MINUTE, publishedMorning, screen, setUpBuses, signIn, signInToRuns, start, tap, type Morning } from './phone/drive.ts';
import { writeQrFilm } from './phone/qrFilm.ts';
import { DRIVER, fresh, openStage, typeLogin, type Stage } from './stage.ts';

let stage: Stage;
let cable: Cable;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  cable = await openCable(stage.origin);
  await setUpBuses(stage);
});
afterAll(async () => {
  await cable.close();
  await stage.close();
});

/** A day of its own for each test. */
let date = '2027-07-01';
async function published(after?: number): Promise<Morning> {
  date = new Date(Date.parse(`${date}T12:00:00Z`) + 3 * 24 * 60 * MINUTE).toISOString().slice(0, 10);
  return publishedMorning(stage, date, after);
}

/** What the moving screen says of the plan: all but the bar with clock and signal. */
const shown = (page: Page) => page.locator('[data-screen="moving"] > :not(div)').allInnerTexts();

async function on(flags: readonly string[], work: (phone: Device) => Promise<void>): Promise<void> {
  const phone = await openDevice(flags);
  try {
    await work(phone);
  } catch (cause) {
    const text = await phone.page
      .locator('body')
      .innerText()
      .catch(() => 'nothing');
    throw new Error(`the phone showed: ${text}`, { cause });
  } finally {
    cable.mend();
    await phone.close();
  }
}

test('a whole run without signal, with a dead battery, a reload and an ended session, lands once', async () => {
  const { run, day } = await published();
  await on([], async (phone) => {
    await signInToRuns(phone.page, cable.origin);
    await isKept(phone.page);
    const ahead = Date.now() - stage.time;
    cable.cut();
    await start(phone.page);
    await tap(phone.page, 'Arrived');
    await tap(phone.page, /^All on board/);
    await tap(phone.page, 'Undo');
    await tap(phone.page, /^All on board/);
    await phone.page.locator('[data-aboard="3"]').waitFor();

    await phone.die();
    await phone.page.goto(`${cable.origin}/driver/`);
    await phone.page.locator('[data-aboard="3"]').waitFor(); // where it was, from its own disk
    await tap(phone.page, 'Leave');
    await tap(phone.page, 'Arrived');
    await tap(phone.page, /^All off/);
    await tap(phone.page, 'Leave');
    await screen(phone.page, 'moving');

    stage.time = run.stops[2]!.on[0]!.told + 5 * MINUTE;
    await phone.page.clock.setFixedTime(stage.time + ahead);
    await phone.page.reload();
    await screen(phone.page, 'moving');
    for (const name of ['Arrived', /^All on board/, 'Leave', 'Arrived', /^All off/, 'Leave']) await tap(phone.page, name);
    await screen(phone.page, 'driven');
    await tap(phone.page, 'Low fuel');
    await tap(phone.page, 'End the run');
    await screen(phone.page, 'ended');
    expect((await day()).runs.find((one) => one.run === run.run)).toMatchObject({ state: 'planned', onBoard: 0 }); // nobody knows yet

    await phone.context.clearCookies(); // the session has ended meanwhile
    cable.mend();
    await phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await tap(phone.page, 'Your runs');
    await tap(phone.page, 'Sign in');
    await typeLogin(phone.page, DRIVER);
    await phone.page.locator('[data-state="live"][data-waiting="0"], [data-screen="runs"]:not(:has([role="status"]))').first().waitFor({ state: 'attached' });
    await expect.poll(async () => (await day()).runs.find((one) => one.run === run.run)?.state, { timeout: 20_000 }).toBe('ended');
  });
  const { runs, alarms, people } = await day();
  const driven = runs.find((one) => one.run === run.run)!;
  expect(driven).toMatchObject({ onBoard: 0, needsPerson: [] });
  expect(driven.stops.flatMap((stop) => stop.off.map((person) => person.state))).toEqual(Array(6).fill('alighted'));
  expect(people.filter((one) => one.outbound?.run === run.run).map((one) => one.return?.state)).toEqual(Array(3).fill('alighted'));
  // silence may have alarmed dispatch; nothing that was recorded does
  expect(alarms.filter((one) => one.run === run.run && one.kind !== 'run-late')).toEqual([]);
});

test('a driver is told that there are no runs only once the server has said so', async () => {
  await on([], async (phone) => {
    const { page } = phone;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/driver/runs', async (route) => {
      await held;
      await route.fulfill({ json: { now: stage.time, runs: [], keys: [] } });
    });
    await signIn(page, cable.origin);
    await screen(page, 'runs');
    await page.getByText('One moment').waitFor();
    expect(await page.getByText('No runs yet').count()).toBe(0);
    answer();
    await page.getByText('No runs yet').waitFor();
    expect(await page.getByText('One moment').count()).toBe(0);
  });
});

test('a card before the camera boards its holder without signal, and a code of another bus is told which bus', async () => {
  const { run, cards, stranger } = await published();
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-film-'));
  const [holder] = run.stops[0]!.on;
  const film = join(folder, 'card.y4m');
  writeQrFilm(film, cards.get(holder!.code)!);
  const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  await on(camera, async (phone) => {
    await signInToRuns(phone.page, cable.origin);
    await isKept(phone.page);
    cable.cut();
    await start(phone.page);
    await tap(phone.page, 'Arrived');
    await tap(phone.page, 'Code');
    await phone.page.keyboard.type(stranger);
    const told = phone.page.locator('[data-found="other-run"]');
    await told.waitFor();
    expect(await told.innerText()).toMatch(/another run, bus [12], Borgo Mezzanone at \d\d:\d\d/);
    await tap(phone.page, 'Scan');
    await phone.page.locator('[data-found="gets-on"]').waitFor({ timeout: 30_000 });
    expect(await phone.page.locator('[data-found]').innerText()).toContain(holder!.code);
    await stage.picture(phone.page, 'driver-scan');
    await tap(phone.page, 'Done');
    await tap(phone.page, 'Done');
    await phone.page.locator('[data-aboard="1"]').waitFor();
  });
  rmSync(folder, { recursive: true });
});

test('between stops there is one control, nothing under 34 px, and a plan that arrives waits for *Arrived*', async () => {
  const { run, params } = await published(-40);
  await on([], async ({ page }) => {
    await signInToRuns(page, cable.origin);
    cable.cut();
    await start(page); // half an hour early: the server has not heard of it
    const controls = page.locator('button:not([aria-disabled="true"]), a[href], input, select, [tabindex="0"]');
    expect(await controls.count()).toBe(1);
    const sizes = await page
      .locator('[data-screen="moving"]')
      .evaluate((main) =>
        [...main.querySelectorAll('*')]
          .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '') && one.closest('.only-heard') === null)
          .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
      );
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(34);

    await page.evaluate(() =>
      document.addEventListener('passaggio:clip', ({ detail }: CustomEventInit) => sessionStorage.setItem('heard', JSON.stringify(detail))),
    );
    const before = await shown(page);
    const { change, awaiting } = await stage.staff('retimeTrip', {
      params,
      body: { id: fresh('later'), run: run.run, stop: run.stops[0]!.stop, minutes: 6 },
    });
    for (const ride of awaiting) await stage.staff('acknowledgeFor', { params: { ...params, ride }, body: { id: fresh('spoken'), change } });
    cable.mend();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const heard = () =>
      page.evaluate(
        (id) =>
          new Promise<number>((done) => {
            indexedDB.open('passaggio-driver').onsuccess = ({ target }) => {
              const db = (target as IDBOpenDBRequest).result;
              db.transaction('runs').objectStore('runs').get(id).onsuccess = ({ target: found }) => {
                db.close();
                done((found as IDBRequest<{ view: { stops: { on: { told: number }[] }[] } }>).result.view.stops[0]!.on[0]!.told);
              };
            };
          }),
        run.run,
      );
    await expect.poll(heard, { timeout: 20_000 }).not.toBe(run.stops[0]!.on[0]!.told);
    await page.waitForFunction(() => sessionStorage.getItem('heard') !== null); // said aloud
    expect(await shown(page)).toEqual(before);
    await tap(page, 'Arrived');
    await screen(page, 'changed');
    await stage.picture(page, 'driver-changed');
    await tap(page, 'Seen');
    await screen(page, 'at-stop');
  });
});

test('a breakdown without signal waits, reaches dispatch once, and its driver sees who has seen it, on a second phone too', async () => {
  const { run, day } = await published();
  await on([], async ({ page }) => {
    await signInToRuns(page, cable.origin);
    await start(page);
    await tap(page, 'Arrived');
    cable.cut();
    await tap(page, 'Help');
    const button = page.getByRole('button', { name: /^Breakdown/ });
    await button.click(); // let go at once: nothing is sent
    expect(await page.locator('[data-trouble]').count()).toBe(0);
    await button.focus();
    await page.keyboard.down('Enter');
    await page.locator('[data-trouble="breakdown"][data-told="false"]').waitFor();
    await page.keyboard.up('Enter');
    await page.getByText('Will be sent when there is signal').waitFor();
    cable.mend();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('[data-trouble="breakdown"][data-told="true"]').waitFor();
    const { alarms: all } = await day();
    const alarms = all.filter((one) => one.kind === 'breakdown');
    expect(alarms).toMatchObject([{ run: run.run, place: { name: 'Borgo Mezzanone' }, state: 'open' }]);
    await stage.staff('acknowledgeAlarm', { params: { pole: 'foggia' as never, alarm: alarms[0]!.alarm }, body: { id: fresh('seen'), note: '' } });
    await page.getByText('Seen by operator-foggia').waitFor();
    await stage.picture(page, 'driver-help');

    await on([], async (second) => {
      await signIn(second.page, cable.origin);
      await screen(second.page, 'at-stop'); // where the first phone is
      await tap(second.page, 'Help');
      await second.page.getByText('Seen by operator-foggia').waitFor();
      await tap(second.page, 'Back');
      await tap(second.page, /^All on board/);
      await expect.poll(async () => (await day()).runs.find((one) => one.run === run.run)?.onBoard, { timeout: 20_000 }).toBe(3);
    });
    await tap(page, 'Back');
    await page.locator('[data-aboard="3"]').waitFor(); // the first phone follows
  });
  expect(stage.strayed).toEqual([]);
});
