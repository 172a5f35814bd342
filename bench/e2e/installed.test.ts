/** The rider's page as it is kept on a phone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

const WORDS = /^\/assets\/en-/;
const ASKING = /^\/assets\/asking-/;
const SESSION = /^\/api\/rider\/session$/;
const ofThese = (paths: readonly string[]) => [WORDS, ASKING, SESSION].map((one) => paths.filter((path) => one.test(path)).length);

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
  expect(ofThese(kept)).toEqual([2, 1, 0]);
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

/** Opens the page on a phone with this in its storage. @returns all that it asked for, and what of it before the page's own scripts ran */
async function askedBy(kept: { readonly [key: string]: string }, path = '/', screen = 'sign-in-number') {
  const { page, context } = await stage.browser();
  await context.addInitScript((all) => Object.entries(all).forEach(([key, value]) => localStorage.setItem(key, value)), { language: 'en', ...kept });
  const all: string[] = [];
  page.on('request', (request) => void all.push(new URL(request.url()).pathname));
  await page.goto(stage.origin + path);
  await page.locator(`[data-screen="${screen}"]`).waitFor();
  const early = await page.evaluate(() => {
    const [{ domInteractive }] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming];
    const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < domInteractive);
    return before.map(({ name }) => new URL(name).pathname);
  });
  return { all, early };
}

test("what a phone wants first it asks for once, beside the page's scripts; on the clock nobody is asked for", async () => {
  const own = await askedBy({ phone: 'mine' }); // and does not know its rider any more
  expect(ofThese(own.early)).toEqual([2, 1, 1]);
  expect(ofThese(own.all)).toEqual([2, 1, 1]);
  const nobodys = await askedBy({});
  expect(ofThese(nobodys.early)).toEqual([2, 0, 0]);
  const clock = await askedBy({ phone: 'mine' }, '/clock', 'clock');
  expect(clock.all.filter((path) => path.startsWith('/api/'))).toEqual([]);
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
