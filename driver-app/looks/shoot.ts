/** Pictures of every driver screen: `node driver-app/looks/shoot.ts OUT [filter] [height]`, after a build. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunView } from '@passaggio/contracts';
import { chromium, type Page } from 'playwright-core';
import { person, stop } from '../src/offline/testing/morning.ts';
import { playStage, serveBuilt, type Stage } from './stage.ts';

const [out = 'looks', filter = '', height = '568'] = process.argv.slice(2);
const looks = [
  ['it', 'night'],
  ['ar', 'night'],
  ['en', 'light'],
  ['ar', 'light'],
] as const;
/** Friday 4 December 2026, 04:50 in Rome; one test minute is one minute of that day. */
const MIDNIGHT = Date.parse('2026-12-03T23:00:00Z');
const START = MIDNIGHT + 290 * 60_000;
const rebased = (run: RunView): RunView =>
  JSON.parse(JSON.stringify(run), (key, value: unknown) =>
    typeof value === 'number' && /told|Arrive|Depart|leave|notBefore/.test(key) ? value + MIDNIGHT : value,
  ) as RunView;

const names = ['amina', 'bakary', 'chidi', 'dawda', 'ebrima', 'fatou', 'gibril'];
const out7 = names.map((name, i) => ({
  ...person(name, i < 4 ? 300 : 310),
  code: ['4711', '5814', '6917', '8020', '9123', '1226', '2329'][i] as RunView['stops'][number]['on'][number]['code'],
}));
/** The second stop is an informal settlement's: on no map. */
const where: { readonly [id: string]: Partial<RunView['stops'][number]> } = {
  s1: { at: [15.556, 41.466] },
  s2: { at: [15.733, 41.421], settlement: true },
  s3: { at: [15.84, 41.395] },
  s4: { at: [15.84, 41.395] },
  s5: { at: [15.556, 41.466] },
};
const place = (id: string, name: string, minutes: number, on: typeof out7, off: typeof out7, kind: 'boarding' | 'site') => ({
  ...stop(id, minutes, on, off, { kind, ...where[id] }),
  place: { id, name },
});
const base = {
  pole: 'foggia' as RunView['pole'],
  serviceDate: '2026-12-04' as RunView['serviceDate'],
  seats: 8,
  driver: 'driver-3',
  state: 'planned' as const,
  version: 1,
  leave: 292 as RunView['leave'],
  onBoard: 0,
  needsPerson: [],
  estimated: true,
};
const morning = (): RunView =>
  rebased({
    ...base,
    run: 'foggia_2026-12-04_van-7' as RunView['run'],
    plate: { number: 7, licenceTail: '4ZK' },
    leave: (292 * 60_000) as RunView['leave'],
    stops: [
      place('s1', 'Rotonda Nord', 300, out7.slice(0, 4), [], 'boarding'),
      place('s2', 'Borgo Mezzanone, chiesa vecchia', 310, out7.slice(4), [], 'boarding'),
      place('s3', 'Campo 12 Tressanti', 335, [], out7, 'site'),
      place(
        's4',
        'Campo 12 Tressanti',
        750,
        out7.map((one) => ({ ...one, leg: 'return' as const, told: (750 * 60_000) as typeof one.told })),
        [],
        'site',
      ),
      place(
        's5',
        'Rotonda Nord',
        780,
        [],
        out7.map((one) => ({ ...one, leg: 'return' as const })),
        'boarding',
      ),
    ],
  });
const later = rebased({
  ...base,
  run: 'foggia_2026-12-04_van-12' as RunView['run'],
  plate: { number: 12, licenceTail: 'AB1' },
  leave: (960 * 60_000) as RunView['leave'],
  stops: [place('z1', 'Stazione', 965, [{ ...person('zeno', 965), code: '9090' as never }], [], 'boarding')],
});

interface Act {
  readonly page: Page;
  readonly stage: Stage;
  at(minutes: number): Promise<void>;
  main(): Promise<void>;
  tool(icon: string): Promise<void>;
  bar(icon: string): Promise<void>;
  hold(icon: string): Promise<void>;
  /** There is signal again. */
  online(): Promise<void>;
  /** Another vehicle: the run with that many seats. */
  seats(count: number): Promise<void>;
  shot(name: string): Promise<void>;
  type(digits: string): Promise<void>;
}

/** A whole morning, pictured on the way. */
async function story({ page, stage, at, main, tool, bar, hold, online, seats, shot, type }: Act): Promise<void> {
  const screen = (name: string) => page.waitForSelector(`[data-screen="${name}"]`);
  await screen('sign-in-number');
  await type('4711');
  await shot('01-number');
  await main();
  await shot('02-digits-missing');
  await type('0815');
  await main();
  await type('9999');
  await main();
  await page.getByRole('alert').waitFor();
  await shot('03-wrong-pin');
  stage.isEmpty = true;
  await type('1234');
  await main();
  await screen('runs');
  await shot('03a-runs-empty');
  await bar('language');
  await screen('language');
  await shot('03b-languages');
  await page.locator('[aria-pressed="true"][lang]').click();
  stage.isEmpty = false;
  await online();
  await page.waitForSelector('[data-run]');
  await shot('04-runs');
  await main();
  await screen('before-start');
  await shot('05-before-start');
  await bar('map');
  await screen('map');
  await page.locator('.leaflet-pane path').first().waitFor({ state: 'attached' });
  await shot('05a-map');
  await bar('back');
  await bar('help');
  await screen('help');
  await shot('05b-help');
  stage.isForeign = true;
  await hold('wrench');
  await page.waitForFunction(() => document.querySelector('[data-trouble]') === null);
  stage.isForeign = false;
  await bar('back');
  await page.getByRole('alert').waitFor();
  await shot('05g-not-accepted');
  await page.locator('[role="alert"] button').click();
  await main();
  await screen('vehicle-check');
  for (const item of ['lights', 'tyres', 'brakes', 'doors', 'belts']) await page.locator(`[data-item="${item}"]`).click();
  await shot('05c-check');
  await page.locator('[data-odometer]').click();
  await screen('odometer');
  await type('081200');
  await shot('05d-odometer');
  await main();
  await main();
  await page.locator('[data-main][data-tone="late"]').waitFor();
  await shot('05e-check-fault');
  await page.locator('[data-item="kit"]').click();
  await shot('05f-check-done');
  await main();
  await screen('moving');
  await shot('06-moving');
  await at(298);
  await main();
  await screen('at-stop');
  await shot('07-at-stop');
  await seats(3);
  await page.waitForSelector('[data-closed="full"]');
  await shot('07d-too-many-wait');
  await seats(8);
  await page.waitForFunction(() => document.querySelector('[data-closed="full"]') === null);
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = () => {
      IDBObjectStore.prototype.add = add;
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.locator('[data-code]').first().click();
  await screen('disk-full');
  await shot('07e-disk-full');
  await main();
  await bar('help');
  await hold('wrench');
  await page.locator('[data-trouble="breakdown"][data-told="true"]').waitFor();
  await shot('07a-breakdown-told');
  stage.run = { ...stage.run, version: 50, troubles: stage.run.troubles?.map((one) => ({ ...one, seenBy: 'operator-foggia' })) };
  await online();
  await page.locator('[data-seen="true"]').waitFor();
  await shot('07b-breakdown-seen');
  stage.isAway = true;
  await hold('crash');
  await page.locator('[data-trouble="accident"][data-told="false"]').waitFor();
  await shot('07c-accident-waits');
  stage.isAway = false;
  await online();
  await page.locator('[data-trouble="accident"][data-told="true"]').waitFor();
  await bar('back');
  await tool('person');
  await screen('missing');
  await shot('08-missing-wait');
  await page.getByRole('button', { name: /Indietro|Back|رجوع/ }).click();
  await main();
  await page.waitForSelector('[data-closed="before-told-time"]');
  await shot('09-all-on-board-locked');
  await seats(3);
  await page.waitForSelector('[data-closed="over-seats"]');
  await shot('09b-over-seats');
  await seats(8);
  await page.locator('[data-code="5814"]').click();
  await page.waitForSelector('[data-code="5814"][data-state="gets-on"]');
  stage.isAway = true;
  await at(303.5);
  await tool('search');
  await tool('scan');
  await page.locator('[data-camera="on"]').waitFor({ state: 'attached' });
  await shot('09c-scan');
  await bar('back');
  await page.evaluate(() => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no camera'))));
  await tool('scan');
  await screen('scan');
  await page.locator('[data-camera="none"]').waitFor({ state: 'attached' });
  await shot('09a-scan-no-camera');
  await bar('back');
  await type('5814');
  await page.waitForSelector('[data-found="gets-on"]');
  await shot('10-code-on-board');
  await type('9123');
  await page.waitForSelector('[data-found="other-stop"]');
  await shot('11-code-other-stop');
  await type('9090');
  await page.waitForSelector('[data-found="other-run"]');
  await shot('12-code-other-run');
  await type('0000');
  await page.waitForSelector('[data-found="unknown"]');
  await shot('13-code-unknown');
  await main();
  await shot('14-offline-leave');
  await main();
  await screen('moving');
  await shot('15-offline-moving');
  await page.reload();
  await screen('moving');
  await shot('16-after-reload');
  await at(311);
  await main();
  await screen('at-stop');
  await page.locator('[data-state="gets-on"]').first().click();
  await page.waitForSelector('[data-state="on-board"]');
  await tool('person');
  await at(315.5);
  await shot('17-missing-open');
  await page.locator('[data-code]').first().click();
  await page.waitForFunction(() => document.querySelectorAll('[data-code]').length === 1);
  await shot('18-ask-once-more');
  await main();
  await screen('moving');
  await shot('19-moving-to-site');
  stage.run = {
    ...stage.run,
    version: 99,
    stops: stage.run.stops.flatMap((one) =>
      one.stop === 's3'
        ? [one, { ...place('s9', 'Campo 3', 345, [], [], 'site'), plannedArrive: (MIDNIGHT + 345 * 60_000) as typeof one.plannedArrive }]
        : [one],
    ),
  };
  stage.isAway = false;
  await online();
  await page.waitForSelector('[data-state="live"][data-waiting="0"]', { state: 'attached' });
  await at(335);
  await main();
  await screen('changed');
  await shot('20-changed');
  await main();
  await screen('at-stop');
  await shot('21-all-off');
  await main();
  await page.waitForSelector('[data-state="got-off"]');
  await shot('22-all-got-off');
  await at(752);
  for (let i = 0; i < 12 && (await page.locator('[data-screen="driven"]').count()) === 0; i += 1) {
    await main();
    await page.waitForTimeout(150);
    await at(790 + i * 6);
  }
  await screen('driven');
  await page.locator('[data-item="fuel"]').click();
  await shot('23-driven');
  await main();
  await screen('ended');
  await shot('24-ended');
  await main();
  await screen('runs');
  await shot('25-runs-after');
  stage.isSignedIn = false;
  await online();
  await page.waitForSelector('[data-screen="runs"] footer [data-icon="person"]');
  await shot('26-session-ended');
  await main();
  await screen('sign-in-number');
  await bar('back');
  stage.isSignedIn = true;
}

const { server, origin } = await serveBuilt();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
  ],
});
mkdirSync(out, { recursive: true });
let faults = 0;
for (const [language, theme] of looks) if (`${language}.${theme}`.includes(filter)) await shoot(language, theme);
await browser.close();
server.close();
process.exitCode = faults > 0 ? 1 : 0;

async function shoot(language: string, theme: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: Number(height) }, locale: language, timezoneId: 'Europe/London' });
  const page = await context.newPage();
  const say = (text: string): void => {
    if (/Failed to load resource|ERR_FAILED|ERR_CONNECTION|socket|QuotaExceeded/.test(text)) return;
    faults += 1;
    console.error(`${language}.${theme}: ${text}`);
  };
  page.on('console', (message) => message.type() === 'error' && say(message.text()));
  page.on('pageerror', (error) => say(String(error)));
  await page.addInitScript(
    ([code, shade]) => (
      localStorage.setItem('driver.language', code ?? ''),
      localStorage.setItem('driver.theme', shade ?? ''),
      localStorage.setItem('driver.theme.until', '9999999999999')
    ),
    [language, theme],
  );
  let since = START;
  await page.clock.install({ time: START });
  const stage: Stage = { run: morning(), isSignedIn: false, isAway: false, now: () => since };
  await playStage(context, stage, [later]);
  const type = async (digits: string): Promise<void> => {
    for (const digit of digits) await page.locator(`[data-key="${digit}"]`).click();
  };
  const at = async (minutes: number): Promise<void> => {
    const to = MIDNIGHT + minutes * 60_000;
    await page.clock.runFor(Math.max(0, to - since));
    since = to;
  };
  const shot = async (name: string): Promise<void> => {
    await page.evaluate(() => document.fonts.ready);
    const over = await page.evaluate(() => {
      const main = document.querySelector('main');
      return {
        wide: document.documentElement.scrollWidth - innerWidth,
        tall: Math.max(document.documentElement.scrollHeight - innerHeight, (main?.scrollHeight ?? 0) - (main?.clientHeight ?? 0)),
      };
    });
    if (over.wide > 0 || over.tall > 0) say(`${name}: ${over.wide} px too wide, ${over.tall} px too tall`);
    await page.screenshot({ path: join(out, `${name}.${language}.${theme}.png`) });
  };
  try {
    await page.goto(`${origin}/driver/`);
    await story({
      page,
      stage,
      at,
      type,
      shot,
      bar: (icon) => page.locator(`header button:has([data-icon="${icon}"])`).click(),
      hold: async (icon) => {
        await page.locator(`main button:has([data-icon="${icon}"])`).hover();
        await page.mouse.down();
        await page.clock.runFor(1_500);
        since += 1_500;
        await page.mouse.up();
      },
      online: () => page.evaluate(() => void window.dispatchEvent(new Event('online'))),
      seats: (count) => {
        stage.run = { ...stage.run, seats: count, version: stage.run.version + 1 };
        return page.evaluate(() => void window.dispatchEvent(new Event('online')));
      },
      main: () => page.locator('[data-main]').click(),
      tool: (icon) => page.locator(`footer button:has([data-icon="${icon}"])`).click(),
    });
  } catch (error) {
    say(String(error));
    await page.screenshot({ path: join(out, `99-stuck.${language}.${theme}.png`) });
  }
  await context.close();
}
