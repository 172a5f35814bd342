/** Whoever has no card or PIN finds the helpdesk and the nearest hubs; where somebody is stays on the phone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibility, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-02T10:00:00Z'); // Friday noon in Rome
  const bare = { region: 'Puglia', zone: 'Europe/Rome', cutoff: '20:00', closedDates: [], vehicles: [], people: [] };
  for (const [pole, name, at] of [
    ['cerignola', 'Cerignola', [15.9, 41.26]],
    ['lecce', 'Lecce', [18.17, 40.35]],
  ] as const) {
    const places = [{ id: `${pole}-stop`, name: 'Stop', kind: 'stop', at }];
    const sites = [{ id: `${pole}-farm`, number: 1, name: 'Farm', at, shifts: [{ start: '06:00', end: '13:00' }] }];
    await stage.coordinator('setUpPole', { params: { pole: pole as never }, body: { id: `set-up-${pole}`, ...bare, places, sites, name, at } as never });
  }
});
afterAll(() => stage.close());

async function phone(language: string) {
  const opened = await stage.browser();
  await opened.context.addInitScript((code) => localStorage.setItem('language', code), language);
  return opened;
}

const links = (name: string) => `[data-screen="${name}"] a[href^="geo:"]`;

test.each([
  ['en', '1 km', '37 km'],
  ['it', '1 km', '37 km'],
  ['ur', '1 کلومیٹر', '37 کلومیٹر'],
])('in %s the two nearest hubs, once the phone says where it is, and the server is not told', async (language, first, second) => {
  const { context, page } = await phone(language);
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 41.46, longitude: 15.55 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(stage.origin);
  await page.locator('[data-icon="help"]').click();
  await page.locator('[data-screen="no-card"]').waitFor();
  expect(await accessibility(page)).toEqual([]);
  await page.locator('button:has([data-icon="here"])').click();
  await page.locator(links('no-card')).first().waitFor();
  expect(await page.locator(links('no-card')).allInnerTexts()).toEqual([`${first}\nFoggia`, `${second}\nCerignola`]);
  expect(await page.locator(links('no-card')).first().getAttribute('href')).toBe('geo:41.458,15.552?q=41.458,15.552');
  expect(asked.some((one) => /41\.46|15\.55/.test(one))).toBe(false);
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, `no-card.${language}`);
  await context.close();
});

test('a phone that does not say where it is shows all hubs', async () => {
  const { context, page } = await phone('en');
  await page.goto(stage.origin);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Near me' }).click();
  await page.getByText('This phone does not say where you are').waitFor();
  await page.getByRole('button', { name: 'All hubs' }).click();
  await page.locator('[data-screen="hubs"]').waitFor();
  expect(await page.locator(links('hubs')).allInnerTexts()).toEqual(['1\nCerignola', '2\nFoggia', '3\nLecce']);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  await context.close();
});

test('without signal it says so, and the helpdesk is still there', async () => {
  const { context, page } = await phone('en');
  await page.goto(stage.origin);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.locator('[data-screen="no-card"]').waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'All hubs' }).click();
  await page.locator('[data-screen="no-card"] [data-icon="warning"]').waitFor();
  expect(await page.locator('a[href^="https://wa.me/"]').count()).toBe(1);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'All hubs' }).click();
  await page.locator('[data-screen="hubs"]').waitFor();
  await context.close();
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});
