/** The whole product on one port with real browsers: real store, real solver threads, real sockets; only the server's clock is ours. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { client, type Call, type EpochMs, type PoleSetup, type SignInNumber, type Pin } from '@passaggio/contracts';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { configFrom } from '../../server/src/config.ts';
import { compose, defaultPorts, type Product } from '../../server/src/compose.ts';
import type { Store } from '../../server/src/ports/store.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const COORDINATOR = { number: '10000001', pin: '4826' };
export const OPERATOR = { number: '30000001', pin: '9264' };
export const DRIVER = { number: '20000001', pin: '7305' };
/** Of the second bus, where a test sets one up. */
export const SECOND_DRIVER = { number: '20000002', pin: '6193' };

export interface Login {
  readonly number: SignInNumber;
  readonly pin: Pin;
}

export interface BrowserOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  /** A phone that has not shown the rider's first pictures. */
  readonly isNew?: boolean;
  /** Without service workers: what a page asks for can be answered otherwise. */
  readonly isBare?: boolean;
}

export interface Stage {
  readonly origin: string;
  readonly product: Product;
  /** The server's clock, epoch milliseconds. */
  time: number;
  /** Phones are in the hand and looked at, however far a test puts the clock forward: no rider's session is locked. A test of the lock says otherwise. */
  isInHand: boolean;
  /** Signs a fresh caller in as staff, to do over the API what a test is not about. */
  readonly staff: Call;
  /** Of the whole programme. */
  readonly coordinator: Call;
  /** Changes the pole: what is left out stays as it is. */
  setUp(change: Partial<PoleSetup>): Promise<void>;
  /** New riders of the pole. */
  enrol(count: number): Promise<Login[]>;
  /** A browser of its own, phone-sized unless said otherwise. Every request it makes is recorded. */
  browser(options?: BrowserOptions): Promise<{ context: BrowserContext; page: Page }>;
  /** A phone before whose camera a film is played; its browser is to be closed. */
  filmed(film: string): Promise<{ context: BrowserContext; page: Page; close: () => Promise<void> }>;
  /** Requests that left our origin, and reports of the content security policy. */
  readonly strayed: string[];
  /** The server ends, and begins again on the same address with what it stored. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(now: string): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-e2e-'));
  const apps = { web: join(root, 'web', 'dist'), driver: join(root, 'driver-app', 'dist') };
  if (!existsSync(join(apps.web, 'index.html'))) throw new Error('web is not built: run `npm run test:e2e`, which builds it');
  const config = configFrom({ LOG_LEVEL: 'silent', DATA_DIR: folder, PORT: '0', COORDINATOR_NUMBER: COORDINATOR.number, COORDINATOR_PIN: COORDINATOR.pin });
  const stage = { time: Date.parse(now), strayed: [] } as unknown as { -readonly [K in keyof Stage]: Stage[K] };
  const budget = { seed: 1, iterations: 500, seconds: 5 };
  stage.isInHand = true;
  const product = async () => {
    const ports = await defaultPorts(config, 'a secret of this test, long enough', apps);
    return compose({ ...ports, store: inHand(ports.store, stage), budget, clock: { now: () => stage.time as EpochMs } });
  };
  stage.product = await product();
  await stage.product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  stage.origin = await stage.product.listen(0, '127.0.0.1');
  const chrome = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? 'chromium', args: FLAGS });
  const coordinator = caller(stage.origin);
  await coordinator('staffSignIn', { body: COORDINATOR as Login });
  await coordinator('setUpPole', { params: { pole: 'foggia' as never }, body: { id: fresh('setup'), ...foggia() } });
  stage.coordinator = async (id, input) => {
    await coordinator('staffSignIn', { body: COORDINATOR as Login }); // days pass between tests, and sessions end
    return coordinator(id, input);
  };
  stage.setUp = async (change) =>
    void (await stage.coordinator('setUpPole', { params: { pole: 'foggia' as never }, body: { id: fresh('setup'), ...foggia(), ...change } }));
  const operator = caller(stage.origin);
  stage.staff = async (id, input) => {
    await operator('staffSignIn', { body: OPERATOR as Login });
    return operator(id, input);
  };
  stage.enrol = async (count) => (await stage.staff('enrol', { params: { pole: 'foggia' as never }, body: { id: fresh('enrol'), count } })).riders;
  stage.browser = (options = {}) => openBrowser(chrome, stage, options);
  stage.filmed = async (film) => {
    const args = [...FLAGS, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
    const own = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? 'chromium', args });
    return { ...(await openBrowser(own, stage, {})), close: () => own.close() };
  };
  stage.restart = async (meanwhile) => {
    await stage.product.close();
    await meanwhile();
    stage.product = await product();
    await stage.product.listen(Number(new URL(stage.origin).port), '127.0.0.1');
  };
  stage.picture = async (page, name) => {
    mkdirSync(join(root, '.cache', 'pictures'), { recursive: true });
    await page.screenshot({ path: join(root, '.cache', 'pictures', `${name}.png`) });
  };
  stage.close = async () => {
    await chrome.close();
    await stage.product.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return stage;
}

/** Sessions are read as used just now, as they would be had the clock not jumped: an open page says each minute that it is looked at. */
function inHand(store: Store, stage: Pick<Stage, 'time' | 'isInHand'>): Store {
  const find: Store['rows']['find'] = async (kind, id) => {
    const found = await store.rows.find(kind, id);
    return found !== undefined && kind === 'session' && stage.isInHand ? { ...found, used: stage.time } : found;
  };
  const rows = Object.assign(Object.create(store.rows) as Store['rows'], { find });
  return Object.assign(Object.create(store) as Store, { rows });
}

async function openBrowser(chrome: Browser, stage: Stage, { width = 360, height = 568, locale = 'en-GB', isNew = false, isBare = false }: BrowserOptions) {
  const context = await chrome.newContext({ viewport: { width, height }, locale, timezoneId: 'Europe/Rome', serviceWorkers: isBare ? 'block' : 'allow' });
  await context.addInitScript(staysWithoutSignal);
  if (!isNew) await context.addInitScript(() => localStorage.setItem('seen', '1'));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== stage.origin) stage.strayed.push(request.url());
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) stage.strayed.push(message.text());
  });
  return { context, page };
}

/** A `fetch` with a cookie of its own, as our pages would send it. */
export function caller(origin: string): Call {
  let cookie = '';
  return client(async (path, init) => {
    const response = await fetch(origin + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), origin, ...(cookie === '' ? {} : { cookie }) },
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  });
}

/** What axe finds against WCAG 2.2 AA on a page as it stands. */
export async function accessibility(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

let count = 0;
export const fresh = (what: string) => `${what}-${(count += 1)}`.padEnd(12, '-') as never;

/** Foggia with one bus of eight; Ascoli lies over 75 min from Torre, which is near Borgo Mezzanone only by name. */
function foggia(): Omit<PoleSetup, 'id'> {
  return {
    name: 'Foggia',
    region: 'Puglia',
    at: [15.552, 41.458],
    zone: 'Europe/Rome',
    cutoff: '20:00',
    closedDates: [],
    places: [
      { id: 'mezzanone', name: 'Borgo Mezzanone', kind: 'stop', at: [15.71, 41.418] },
      { id: 'stazione', name: 'Foggia Stazione', kind: 'stop', at: [15.556, 41.466] },
      { id: 'vieste', name: 'Vieste', kind: 'stop', at: [16.176, 41.882] },
    ],
    sites: [
      { id: 'tressanti', number: 12, name: 'Borgo Tressanti', at: [15.84, 41.395], shifts: [{ start: '06:00', end: '13:00' }] },
      { id: 'ripalta', number: 40, name: 'Ripalta', at: [15.4, 41.3], shifts: [{ start: '06:30', end: '13:30' }] },
    ],
    vehicles: [{ id: 'bus-1', licence: 'FG 101 AB', seats: 8, driver: 'driver-1' }],
    people: [
      { account: 'driver-1', role: 'driver', ...DRIVER },
      { account: 'operator-foggia', role: 'operator', ...OPERATOR },
    ],
  } as unknown as Omit<PoleSetup, 'id'>;
}

/** Types digits and confirms, on whichever keypad the page has. */
export async function typeLogin(page: Page, login: { readonly number: string; readonly pin: string }): Promise<void> {
  for (const digits of [login.number, login.pin]) {
    await page.keyboard.type(digits);
    await page.keyboard.press('Enter');
  }
}

/** A rider signs in and says whose phone it is, in the words of the page. */
export async function riderSignIn(page: Page, login: Login, whose = 'My phone'): Promise<void> {
  await typeLogin(page, login);
  await page.getByRole('button', { name: whose, exact: true }).click();
  await page.locator('[data-screen="home"]').waitFor();
}

/**
 * Runs in the page. The browser's own lack of signal (`setOffline`) ends for a page that is left before the page itself does: it hears `online`,
 * and what waits there for signal would be sent and answered, unseen.
 */
function staysWithoutSignal(): void {
  let isLeft = false;
  window.addEventListener('beforeunload', () => (isLeft = true));
  window.addEventListener('online', (event) => isLeft && event.stopImmediatePropagation()); // before the page listens
}
