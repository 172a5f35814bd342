/** A driver's hands: gloves, a key on the wheel, one tap too many. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedMorning, screen, setUpBuses, signInToRuns, start, tap } from './phone/drive.ts';
import { writeQrFilm } from './phone/qrFilm.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  await setUpBuses(stage);
});
afterAll(() => stage.close());

test('Enter is the main button from start to leave, whatever was touched last; reached with Tab, a tile is what it presses', async () => {
  const { run } = await publishedMorning(stage, '2027-07-04');
  const { page } = await stage.browser();
  await signInToRuns(page, stage.origin);
  await start(page);
  await page.keyboard.press('Enter');
  await screen(page, 'at-stop');
  const [first, second] = run.stops[0]!.on;
  await tap(page, `${first!.code} gets on`);
  await page.locator('[data-aboard="1"]').waitFor();
  await page.keyboard.press('Enter'); // all on board; the tile touched last stays on board
  await page.locator('[data-aboard="3"]').waitFor();
  await tap(page, `${second!.code} on board`);
  await page.locator('[data-aboard="2"]').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('[data-aboard="3"]').waitFor();
  await page.locator('header button').first().click();
  await tap(page, 'Back');
  await page.keyboard.press('Enter');
  await screen(page, 'moving');
});

test('the screen stays lit while a run is driven, is let go of in the list, and is lit again when the page comes back', async () => {
  await publishedMorning(stage, '2027-07-08');
  const { page } = await stage.browser();
  await page.addInitScript(() => {
    const lit = { asked: 0, held: 0 };
    Object.assign(window, { lit });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: () => {
          lit.asked += 1;
          lit.held += 1;
          return Promise.resolve({ release: () => Promise.resolve(void (lit.held -= 1)) });
        },
      },
    });
  });
  const lit = () => page.evaluate(() => (window as unknown as { lit: { asked: number; held: number } }).lit);
  await signInToRuns(page, stage.origin);
  expect(await lit()).toEqual({ asked: 0, held: 0 });
  await start(page);
  expect(await lit()).toEqual({ asked: 1, held: 1 });
  await tap(page, 'Arrived');
  await tap(page, 'Help');
  await tap(page, 'Your runs');
  await screen(page, 'runs');
  expect(await lit()).toEqual({ asked: 1, held: 0 });
  await tap(page, 'Open');
  await screen(page, 'at-stop');
  expect(await lit()).toEqual({ asked: 2, held: 1 });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // a browser lets go of it when the page is hidden
  expect((await lit()).asked).toBe(3);
});

test('signing out is asked once more, and without signal it says what that would mean', async () => {
  await publishedMorning(stage, '2027-07-12');
  const { context, page } = await stage.browser();
  await signInToRuns(page, stage.origin);
  await tap(page, 'Sign out');
  await screen(page, 'sign-out');
  await tap(page, 'Back');
  await screen(page, 'runs');
  await context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event('online'))); // looks, and finds nobody
  await page.getByText('No signal: everything is kept here').waitFor();
  await tap(page, 'Sign out');
  await page.getByText('Without signal you cannot sign in again').waitFor();
  await stage.picture(page, 'driver-sign-out');
  await tap(page, 'Back');
  await context.setOffline(false);
  await tap(page, 'Sign out');
  await tap(page, 'Sign out');
  await screen(page, 'sign-in-number');
});

test('emergency and dispatch are telephone calls, at a standstill and without signal', async () => {
  await publishedMorning(stage, '2027-07-16');
  const { context, page } = await stage.browser();
  await signInToRuns(page, stage.origin);
  await start(page);
  await tap(page, 'Arrived');
  await context.setOffline(true);
  await tap(page, 'Help');
  expect(await page.getByRole('link', { name: 'Emergency' }).getAttribute('href')).toBe('tel:112');
  expect(await page.getByRole('link', { name: 'Dispatch' }).getAttribute('href')).toBe('tel:+390881000000');
});

test('a torch lights the card where the camera has one', async () => {
  const { run, cards } = await publishedMorning(stage, '2027-07-20');
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-film-'));
  const film = join(folder, 'card.y4m');
  writeQrFilm(film, cards.get(run.stops[0]!.on[0]!.code)!);
  const phone = await stage.filmed(film);
  await phone.context.addInitScript(() => {
    const torch: unknown[] = [];
    Object.assign(window, { torch });
    const { getCapabilities } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.getCapabilities = function lamp(this: MediaStreamTrack) {
      return { ...getCapabilities.call(this), torch: true };
    };
    MediaStreamTrack.prototype.applyConstraints = (wanted) => Promise.resolve(void torch.push(wanted?.advanced?.[0]));
  });
  const { page } = phone;
  await signInToRuns(page, stage.origin);
  await start(page);
  await tap(page, 'Arrived');
  await tap(page, 'Code');
  await tap(page, 'Scan');
  const light = page.getByRole('button', { name: 'Light' });
  await light.click();
  expect(await light.getAttribute('aria-pressed')).toBe('true');
  await light.click();
  expect(await page.evaluate(() => (window as unknown as { torch: unknown[] }).torch)).toEqual([{ torch: true }, { torch: false }]);
  await phone.close();
  rmSync(folder, { recursive: true });
  expect(stage.strayed).toEqual([]);
});
