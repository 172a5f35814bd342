/** Pictures of every rider screen and state: `node web/looks/shoot.ts OUT [filter] [height]`, after a build. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { scenes, type Scene } from './scenes.ts';
import { playScene, serveBuilt, type Faults } from './stage.ts';

const [out = 'looks', filter = '', height = '568'] = process.argv.slice(2);
const looks = [
  ['it', 'light'],
  ['ar', 'dark'],
  ['en', 'light'],
  ['ar', 'light'],
] as const;

interface Shot {
  readonly scene: Scene;
  readonly faults?: Faults;
  readonly known?: boolean;
  readonly act?: (page: Page) => Promise<void>;
}
function sceneOf(name: string): Scene {
  const found = scenes[name];
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
}
const evening = sceneOf('seat');
const tap = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();
const bus = /^(Bus|حافلة)$/;
const farm = /Tressanti/;
const forward = (page: Page) => page.locator('footer button').click();
const type = async (page: Page, digits: string) => {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
};

const screens: { readonly [name: string]: Shot } = {
  '01-language': { scene: evening, known: false },
  '02-number': { scene: evening, faults: { signedOut: true }, act: (page) => type(page, '4711') },
  '03-number-missing': { scene: evening, faults: { signedOut: true }, act: async (page) => (await type(page, '471'), forward(page)) },
  '04-pin-wrong': {
    scene: evening,
    faults: { signedOut: true, signIn: 'wrong' },
    act: async (page) => (await type(page, '12345678'), await forward(page), await type(page, '1234'), await forward(page), page.getByRole('alert').waitFor()),
  },
  '05-farms': { scene: evening, act: (page) => tap(page, bus) },
  '06-confirm': { scene: evening, act: async (page) => (await tap(page, bus), tap(page, farm)) },
  '06-again': { scene: sceneOf('empty'), act: (page) => tap(page, /0 €/) },
  '07-days': { scene: evening, act: async (page) => (await tap(page, bus), await tap(page, farm), page.getByRole('button').nth(3).click()) },
  '08-shifts': { scene: evening, act: async (page) => (await tap(page, bus), await tap(page, farm), page.getByRole('button').nth(4).click()) },
  '09-places': { scene: evening, act: async (page) => (await tap(page, bus), await tap(page, farm), page.getByRole('button').nth(5).click()) },
  '10-not-sent': {
    scene: sceneOf('empty'),
    faults: { ask: 'away' },
    act: async (page) => (await tap(page, bus), await tap(page, farm), await forward(page), page.waitForSelector('[aria-busy=false]').then(() => undefined)),
  },
  '10-accepted': {
    scene: sceneOf('empty'),
    act: async (page) => (
      await tap(page, bus),
      await tap(page, farm),
      await forward(page),
      page.waitForSelector('[data-state=accepted]').then(() => undefined)
    ),
  },
  '11-ask-closed': {
    scene: sceneOf('empty'),
    faults: { ask: 'closed-day' },
    act: async (page) => (await tap(page, bus), await tap(page, farm), await forward(page), page.waitForSelector('[aria-busy=false]').then(() => undefined)),
  },
  '12-unread': { scene: evening, faults: { sync: 'away' } },
  '13-book-unread': { scene: evening, faults: { choices: 'away' }, act: (page) => tap(page, bus) },
  '14-help': { scene: evening, act: (page) => tap(page, /^(Aiuto|Help|مساعدة)$/) },
  '15-cancel': { scene: evening, act: (page) => tap(page, /^(Annulla|Cancel|إلغاء)$/) },
  '16-no-return': { scene: sceneOf('arrived'), act: (page) => tap(page, /^(No ritorno|No return|بلا عودة)$/) },
  '18-where': {
    scene: sceneOf('on-its-way'),
    act: async (page) => (await tap(page, /^(Mappa|Map|خريطة)$/), page.waitForSelector('[data-screen=where] path').then(() => undefined)),
  },
  '17-clock': { scene: evening, act: (page) => tap(page, /^(Esci subito|Leave quickly|خروج سريع)$/) },
  ...Object.fromEntries(Object.entries(scenes).map(([name, scene]) => [`card-${name}`, { scene }])),
};

const { server, origin } = await serveBuilt();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
mkdirSync(out, { recursive: true });
let faults = 0;
for (const [language, theme] of looks) {
  for (const [name, shot] of Object.entries(screens)) {
    if (`${name}.${language}.${theme}`.includes(filter)) await shoot(browser, name, shot, language, theme);
  }
}
await browser.close();
server.close();
process.exitCode = faults > 0 ? 1 : 0;

async function shoot(from: Browser, name: string, shot: Shot, language: string, theme: string): Promise<void> {
  const context = await from.newContext({ viewport: { width: 360, height: Number(height) }, locale: language, timezoneId: 'Europe/London' });
  const page = await context.newPage();
  const say = (text: string): void => {
    if (/Failed to load resource|ERR_FAILED|ERR_CONNECTION|socket/.test(text)) return;
    faults++;
    console.error(`${name}.${language}: ${text}`);
  };
  page.on('console', (message) => message.type() === 'error' && say(message.text()));
  page.on('pageerror', (error) => say(error.message));
  if (shot.known !== false) await page.addInitScript((code) => localStorage.setItem('language', code), language);
  await page.addInitScript((value) => localStorage.setItem('theme', value), theme);
  await playScene(page, shot.scene, shot.faults);
  await page.goto(origin);
  await page.waitForSelector('[data-state]:not([data-state=loading]), [role=alert], [data-screen=language], [data-screen^=sign-in]');
  await shot.act?.(page).catch((error: unknown) => say(String(error)));
  await page.evaluate(() => document.fonts.ready);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const tall = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  if (wide > 0 || tall > 0) say(`${wide} px too wide, ${tall} px too tall`);
  await page.screenshot({ path: join(out, `${name}.${language}.${theme}.png`) });
  await context.close();
}
