import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibility, openStage, riderSignIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
const button = (page: Page, icon: string) => page.locator(`button:has([data-icon="${icon}"])`).first();

/** A phone that has shown nothing yet, with every clip that it plays and every request that it makes. */
async function newPhone(language: string) {
  const { page, context } = await stage.browser({ isNew: true });
  const [clips, asked]: [string[], string[]] = [[], []];
  await page.exposeFunction('heard', (clip: string) => clips.push(clip));
  await page.addInitScript(() =>
    document.addEventListener('passaggio:clip', (event) =>
      (window as unknown as { heard: (clip: string) => void }).heard((event as CustomEvent<{ clip: string }>).detail.clip),
    ),
  );
  context.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.goto(stage.origin);
  await page.getByRole('button', { name: language, exact: true }).dblclick();
  return { page, clips, asked };
}

test('a new phone shows five spoken pictures, lets a booking be tried, and sends nothing of it', async () => {
  const { page, clips, asked } = await newPhone('English');
  for (const name of ['free', 'book', 'bus', 'seen', 'leave']) {
    await screen(page, `first-${name}`);
    await page.locator('[data-speaker]').click();
    await expect.poll(() => clips, { timeout: 20_000 }).toContain(`w.first.${name}`);
    await page.locator('[data-speaker]').click();
    expect(await accessibility(page), name).toEqual([]);
    if (name !== 'leave') await page.locator('footer button').click();
  }
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('[data-practice]').waitFor();
  await button(page, 'bus').click();
  await button(page, 'farm').click();
  await screen(page, 'confirm');
  await page.getByText('Practice: not sent').waitFor();
  await page.locator('footer button').click();
  await page.locator('article[data-state="accepted"]').waitFor();
  await stage.picture(page, 'practice-accepted');
  await page.locator('footer button').click();
  await page.locator('article[data-state="seat"]').waitFor();
  await page.getByText('4711').waitFor();
  await page.getByText('Practice: not sent').waitFor();
  await stage.picture(page, 'practice-seat');
  expect(await accessibility(page)).toEqual([]);
  expect(asked.filter((one) => one.startsWith('POST') || one.includes('/api/'))).toEqual([]);
  await page.locator('footer button').click();
  await screen(page, 'sign-in-number');
  await page.reload();
  await screen(page, 'sign-in-number'); // shown once a phone
});

test('who knows it goes on at once, and finds the pictures and the practice again in Help, in Arabic', async () => {
  const [login] = await stage.enrol(1);
  const { page } = await newPhone('العربية');
  await screen(page, 'first-free');
  await stage.picture(page, 'first-free-ar');
  await button(page, 'check').click();
  await screen(page, 'sign-in-number');
  await riderSignIn(page, login!, 'هاتفي');
  await button(page, 'help').click();
  await button(page, 'eye').click();
  await screen(page, 'first-free');
  for (let i = 0; i < 4; i += 1) await page.locator('footer button').click();
  await screen(page, 'first-leave');
  await page.locator('footer button').click();
  await page.locator('[data-practice]').waitFor();
  await button(page, 'check').click(); // ends it without a booking
  await page.locator('[data-screen="home"]').waitFor();
  expect(await page.locator('[data-practice]').count()).toBe(0);
  expect(await page.locator('[data-state="empty"]').count()).toBe(1);
});

test('leaving quickly from a practice booking shows the clock, and the next who opens it is asked who they are', async () => {
  const { page } = await newPhone('Italiano');
  for (let i = 0; i < 5; i += 1) await page.locator('footer button').click();
  await page.locator('[data-practice]').waitFor();
  await button(page, 'leave').click();
  await screen(page, 'clock');
  await page.goto(stage.origin);
  await screen(page, 'sign-in-number');
});

test('no page asks anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
