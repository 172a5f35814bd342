/** From the sign-in to the first run on the phone. */
import type { Page } from 'playwright-core';
import { caller, DRIVER, typeLogin, type Login, type Stage } from '../../e2e/stage.ts';
import type { Album } from '../album.ts';
import { published, setUp, type Shift } from './shift.ts';
import { bar, keys, main, offline, screen, shows, tap, way } from './steps.ts';

export async function opening(stage: Stage, page: Page, album: Album): Promise<Shift> {
  await setUp(stage);
  stage.time = Date.parse('2027-07-04T14:00:00Z');
  const number = screen('sign-in-number');
  await album.shoot('sign-in', 'number', number);
  await album.shoot('sign-in', 'digits-missing', way(number, keys('200'), main));
  await album.shoot('sign-in', 'pin', way(number, keys(DRIVER.number), main, screen('sign-in-pin'), keys('73')));
  let stranger = 70_000_000; // each number a new one: a wrong PIN is not to be tried often
  await album.shoot('sign-in', 'wrong-pin', async (one) => {
    await number(one);
    await typeLogin(one, { number: String((stranger += 1)), pin: '1234' });
    await one.getByRole('alert').waitFor();
  });
  await typeLogin(page, DRIVER);
  await screen('runs')(page);
  await album.shoot('runs', 'none', screen('runs'));
  await album.shoot('language', 'chosen', way(screen('runs'), bar('language'), screen('language')));
  const shift = await published(stage);
  await album.shoot('runs', 'one', way(screen('runs'), shows('[data-run]')));
  await album.shoot('sign-out', 'asked', way(screen('runs'), bar('leave'), screen('sign-out')));
  const more = (name: string) => way(screen('runs'), bar('leave'), screen('sign-out'), tap(`main button:has([data-icon="${name}"])`));
  await album.shoot('sign-out', 'pin', way(more('lock'), screen('pin-before')));
  await caller(stage.origin)('driverSignIn', { body: DRIVER as Login });
  await album.shoot('sign-out', 'phones', way(more('my-phone'), screen('phones'), shows('main [aria-pressed]')));
  await album.shoot('sign-out', 'phone-chosen', way(more('my-phone'), screen('phones'), tap('main [aria-pressed]')));
  await notTaken(page, stage.time);
  await album.shoot('runs', 'not-taken', way(screen('runs'), shows('[data-aside]')));
  await way(screen('runs'), shows('[data-aside]'), tap('summary'), tap('details button'))(page);
  await page.locator('[data-aside]').waitFor({ state: 'detached' });
  await offline(page);
  await album.shoot('sign-out', 'no-signal', way(screen('runs'), shows('main [data-icon="no-signal"]'), bar('leave'), screen('sign-out')));
  await page.context().setOffline(false);
  await page.reload();
  return shift;
}

/** As this phone keeps what the server could not read. */
export async function notTaken(page: Page, at: number): Promise<void> {
  await page.evaluate((when) => {
    const kept = [{ act: 'board', at: when, why: 'unreadable', plate: 7, code: '4821' }];
    return new Promise<void>((done, fail) => {
      const request = indexedDB.open('passaggio-driver');
      request.addEventListener('error', () => fail(request.error ?? new Error('not opened')));
      request.addEventListener('success', () => {
        const tx = request.result.transaction('notes', 'readwrite');
        tx.objectStore('notes').put(kept, 'aside');
        tx.addEventListener('complete', () => (request.result.close(), done()));
      });
    });
  }, at);
  await page.reload();
}
