/** A printed card instead of the number: before the phone's camera, or through the address in its QR. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import commonJs from 'jsqr';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookFor, eveOf, publishDay } from '../screens/rider/days.ts';
import { card, forward, icon, keys, screen } from '../screens/rider/steps.ts';
import { writeQrFilm } from './phone/qrFilm.ts';
import { accessibility, fresh, openStage, type Stage } from './stage.ts';

const FRIDAY = '2027-07-02';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

async function enrolled() {
  const { riders } = await stage.staff('enrol', { params: { pole: 'foggia' as never }, body: { id: fresh('enrol'), count: 1 } });
  return riders[0]!;
}

async function pinAndHome(page: Page, pin: string): Promise<void> {
  await screen(page, 'sign-in-pin');
  await keys(page, pin);
  await forward(page);
  await screen(page, 'whose-phone');
  await icon(page, 'my-phone');
  await screen(page, 'home');
}

test('a card before the camera needs its PIN only, and a wrong PIN is told', async () => {
  const rider = await enrolled();
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-film-'));
  const film = join(folder, 'card.y4m');
  writeQrFilm(film, `${stage.origin}/#fr:${rider.card}`);
  const { page, close } = await stage.filmed(film);
  await page.goto(stage.origin);
  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await icon(page, 'scan');
  await screen(page, 'scan-card');
  expect(await accessibility(page)).toEqual([]);
  await forward(page); // only now is the camera asked for
  await screen(page, 'sign-in-pin');
  await keys(page, rider.pin === '1357' ? '2468' : '1357');
  await forward(page);
  await page.getByRole('alert').waitFor();
  await pinAndHome(page, rider.pin);
  await close();
  rmSync(folder, { recursive: true });
});

test('a QR that opens the page brings language and card; the token stays neither in the address nor on the phone', async () => {
  const rider = await enrolled();
  const { page } = await stage.browser();
  await page.goto(`${stage.origin}/#ar:${rider.card}`);
  await screen(page, 'sign-in-pin');
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(page.url()).toBe(`${stage.origin}/`);
  await pinAndHome(page, rider.pin);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))).not.toContain(rider.card);
});

test('the boarding code is held out to the driver as digits and as a QR that says the same, also without signal', async () => {
  const rider = await enrolled();
  stage.time = eveOf(FRIDAY, '14:00:00');
  await bookFor(stage, FRIDAY, rider);
  await publishDay(stage, FRIDAY);
  const { page, context } = await stage.browser();
  await page.goto(`${stage.origin}/#en:${rider.card}`);
  await pinAndHome(page, rider.pin);
  await card('seat')(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  const code = (await page.locator('button[data-code]').innerText()).slice(0, 4);
  await page.locator('button[data-code]').click();
  await page.locator(`[data-qr="passaggio:code:${code}"]`).waitFor();
  expect(await readQr(page)).toBe(`passaggio:code:${code}`);
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'rider-code');
});

/** Its types say that `default` is one step further than it is. */
const jsQR = commonJs as unknown as typeof commonJs.default;

/** What a camera would read from the screen. */
async function readQr(page: Page): Promise<string | undefined> {
  const png = (await page.locator('[data-qr]').screenshot()).toString('base64');
  const table = await page.context().browser()!.newPage();
  const { data, width, height } = await table.evaluate(async (encoded) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0))], { type: 'image/png' }));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const pixels = pen.getImageData(0, 0, image.width, image.height);
    return { data: [...pixels.data], width: pixels.width, height: pixels.height };
  }, png);
  await table.close();
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
