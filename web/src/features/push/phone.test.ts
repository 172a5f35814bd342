import { NoAnswer } from '@passaggio/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const asked = vi.hoisted(() => ({ key: 'AQID', calls: [] as [string, unknown][], isAway: false }));
vi.mock('../../lib/rider/api.ts', () => ({
  call: (id: string, { body }: { body?: unknown }) => {
    if (asked.isAway) return Promise.reject(new NoAnswer('away'));
    asked.calls.push([id, body]);
    return Promise.resolve(id === 'pushKey' ? { key: asked.key } : {});
  },
}));
const { push } = await import('./phone.ts');

interface Subscription {
  readonly endpoint: string;
  readonly options: { readonly applicationServerKey: ArrayBuffer };
  toJSON(): object;
  unsubscribe(): Promise<boolean>;
}

/** A browser: what it holds, what it was asked. */
const browser = { held: null as Subscription | null, made: 0, kept: new Map<string, string>(), permission: 'granted' };
const subscription = (key: readonly number[]): Subscription => ({
  endpoint: `https://push.invalid/${(browser.made += 1)}`,
  options: { applicationServerKey: new Uint8Array(key).buffer },
  toJSON: () => ({ keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) } }),
  unsubscribe: () => {
    browser.held = null;
    return Promise.resolve(true);
  },
});

beforeEach(() => {
  Object.assign(browser, { held: null, made: 0, kept: new Map([['push', 'details']]), permission: 'granted' });
  Object.assign(asked, { key: 'AQID', calls: [], isAway: false });
  vi.stubGlobal('window', { PushManager: {} });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => browser.kept.get(key) ?? null,
    setItem: (key: string, value: string) => browser.kept.set(key, value),
  });
  vi.stubGlobal('Notification', {
    get permission() {
      return browser.permission;
    },
  });
  const pushManager = {
    getSubscription: () => Promise.resolve(browser.held),
    subscribe: ({ applicationServerKey }: { applicationServerKey: string }) =>
      Promise.resolve((browser.held = subscription([...atob(applicationServerKey)].map((letter) => letter.charCodeAt(0))))),
  };
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve({ pushManager }) } });
});
afterEach(() => vi.unstubAllGlobals());
const put = () => asked.calls.filter(([id]) => id === 'putPush').map(([, body]) => body);

test('a subscription that the browser has dropped is made again at opening, with what the rider allowed', async () => {
  expect(await push.renew('fr')).toBe(true);
  expect(put()).toMatchObject([{ endpoint: 'https://push.invalid/1', language: 'fr', details: true }]);
});

test('one that stands is told to the server again, under its address of today', async () => {
  browser.held = subscription([1, 2, 3]);
  browser.kept.set('push', 'yes'); // as an earlier release wrote it
  await push.renew('it');
  expect([browser.made, put()]).toMatchObject([1, [{ endpoint: 'https://push.invalid/1', details: false }]]);
});

test('after a new server key the old subscription goes and a new one is made', async () => {
  browser.held = subscription([9, 9, 9]);
  await push.renew('it');
  expect(put()).toMatchObject([{ endpoint: 'https://push.invalid/2' }]);
  expect(new Uint8Array(browser.held.options.applicationServerKey)).toEqual(new Uint8Array([1, 2, 3]));
});

test.each(['denied', 'default'])('nobody is asked or told anything where the phone says %s, or the rider never said yes', async (permission) => {
  browser.permission = permission;
  expect(await push.renew('it')).toBe(false);
  Object.assign(browser, { permission: 'granted', kept: new Map([['push', 'no']]) });
  expect(await push.renew('it')).toBe(false);
  browser.kept.clear();
  expect(await push.renew('it')).toBe(false);
  expect(asked.calls).toEqual([]);
});

test('without signal nothing changes on the phone', async () => {
  browser.held = subscription([9, 9, 9]);
  asked.isAway = true;
  await expect(push.renew('it')).rejects.toBeInstanceOf(NoAnswer);
  expect(browser.held).not.toBeNull();
});
