/** The rider's page as it is kept on a phone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

test('once opened it opens without signal, the neutral clock too, and keeps neither console nor map nor demo', async () => {
  const { page, context } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto(stage.origin);
  await page.locator('[data-screen]').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/index.html');
  expect(kept.filter((path) => /console|demo|map|\/api\//i.test(path))).toEqual([]);
  await context.setOffline(true);
  await page.reload();
  await page.locator('[data-screen]').first().waitFor();
  await page.goto(`${stage.origin}/clock`);
  await page.locator('[data-screen="clock"]').waitFor();
  await context.setOffline(false);
  const driver = await page.goto(`${stage.origin}/driver/`);
  expect(await driver?.text()).toContain('viewport-fit=cover'); // its own page, not ours from the cache
  expect((await page.goto(`${stage.origin}/demo`))?.status()).toBe(404); // in demo mode alone
});

test("words and who is signed in are asked for once, beside the page's scripts; on the clock nobody is asked for", async () => {
  const { page, context } = await stage.browser();
  await context.addInitScript(() => localStorage.setItem('language', 'en'));
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await page.goto(stage.origin);
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  const early = await page.evaluate(() => {
    const [{ domInteractive }] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming]; // the page's own scripts run after it
    const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < domInteractive);
    return before.map(({ name }) => new URL(name).pathname);
  });
  expect(early).toContain('/api/rider/session');
  expect(early.filter((path) => path.startsWith('/assets/en-'))).toHaveLength(2);
  expect(asked.filter((path) => path === '/api/rider/session')).toHaveLength(1);
  expect(asked.filter((path) => path.startsWith('/assets/en-'))).toHaveLength(2);
  const clock = await stage.browser();
  await clock.context.addInitScript(() => localStorage.setItem('language', 'en'));
  const seen: string[] = [];
  clock.page.on('request', (request) => void seen.push(new URL(request.url()).pathname));
  await clock.page.goto(`${stage.origin}/clock`);
  await clock.page.locator('[data-screen="clock"]').waitFor();
  expect(seen.filter((path) => path.startsWith('/api/'))).toEqual([]);
});

test('the manifest says how it is installed', async () => {
  const manifest = (await (await fetch(`${stage.origin}/manifest.webmanifest`)).json()) as {
    start_url: string;
    scope: string;
    icons: { src: string; purpose: string }[];
  };
  expect(manifest).toMatchObject({ start_url: '/', scope: '/' });
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  for (const { src } of manifest.icons) expect((await fetch(`${stage.origin}/${src}`)).headers.get('content-type'), src).toMatch(/^image\//);
  expect(stage.strayed).toEqual([]);
});
