/** `/demo` as `npm start` serves it: the real product on its own store, played by its drivers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemo } from '../../scripts/demo.ts';
import { demoClock } from '../../scripts/demo/clock.ts';
import { openPlayer, type Player } from '../../scripts/demo/player.ts';
import { configFrom } from '../../server/src/config.ts';
import { start, type Started } from '../../server/src/start.ts';
import { accessibility, COORDINATOR, FLAGS } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'passaggio-demo-'));
const clock = demoClock();
let player: Player;
let product: Started;
let chrome: Browser;
let page: Page;
const strayed: string[] = [];

beforeAll(async () => {
  player = openPlayer(clock);
  const config = configFrom({
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    PORT: '0',
    COORDINATOR_NUMBER: COORDINATOR.number,
    COORDINATOR_PIN: COORDINATOR.pin,
  });
  product = await start(config, {}, (ports) => ({ ...ports, clock, demo: player }));
  const { scene } = await loadDemo({ origin: product.origin, coordinator: COORDINATOR });
  player.begin(product, scene);
  chrome = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? 'chromium', args: FLAGS });
  const context = await chrome.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/Rome' });
  context.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(product.origin)) strayed.push(request.url());
  });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) strayed.push(message.text());
  });
}, 300_000);
afterAll(async () => {
  await chrome.close();
  player.close();
  await product.close();
  rmSync(folder, { recursive: true, force: true });
});

test('three people are signed in side by side, and all three see the morning move when it is played', async () => {
  await page.goto(`${product.origin}/demo`);
  const [rider, driver, staff] = ['Rides to work', 'Drives', 'Organises'].map((title) => page.frameLocator(`iframe[title="${title}"]`));
  await rider!.locator('article[data-state]').waitFor();
  await driver!.locator('[data-screen="moving"], [data-screen="at-stop"]').first().waitFor();
  await staff!.locator('[data-phase="published"]').first().waitFor();
  const seen = {
    rider: await rider!.locator('article').first().getAttribute('data-state'),
    driver: await driver!.locator('[data-screen]').first().textContent(),
    staff: await staff!.locator('[data-leg="outbound"][data-leg-state="boarded"]').count(),
  };
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: '60 times' }).click();
  await page.locator('[data-what="arrive"], [data-what="board"], [data-what="alight"], [data-what="leave"]').waitFor({ timeout: 120_000 });
  await rider!.locator(`article:not([data-state="${seen.rider}"])`).waitFor({ timeout: 120_000 });
  await expect
    .poll(() => staff!.locator('[data-leg="outbound"][data-leg-state="boarded"], [data-leg="outbound"][data-leg-state="alighted"]').count(), {
      timeout: 60_000,
    })
    .toBeGreaterThan(seen.staff);
  await expect.poll(() => driver!.locator('[data-screen]').first().textContent(), { timeout: 60_000 }).not.toBe(seen.driver);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  expect(clock.speed).toBe(1);
  expect((await accessibility(page)).filter((fault) => !fault.includes('iframe'))).toEqual([]);
});

test('its pages may be framed by ourselves alone, and ask nothing of another origin', async () => {
  const { headers } = await fetch(`${product.origin}/`);
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(strayed).toEqual([]);
});

test('a speed beyond a minute a second, or from a foreign page, is refused', async () => {
  const press = (speed: number, origin: string) =>
    fetch(`${product.origin}/demo/play`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ speed }) });
  expect((await press(61, product.origin)).status).toBe(400);
  expect((await press(1, 'https://evil.example')).status).toBe(403);
});
