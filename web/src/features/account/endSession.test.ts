import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const asked: unknown[] = [];
let hasSignal = true;
vi.mock('../../lib/rider/api.ts', () => ({
  call: (id: string, input: unknown) => {
    if (!hasSignal) return Promise.reject(new Error('no signal'));
    asked.push([id, input]);
    return Promise.resolve({});
  },
}));
vi.mock('../push/phone.ts', () => ({ forgetPush: () => Promise.resolve() }));
const { endSession, startAnew } = await import('./endSession.ts');
const { preferences } = await import('../../lib/rider/preferences.ts');
const { wipeStorage } = await import('../../lib/rider/wipe.ts');

/** Keys are properties, as in a browser. */
const storage = () =>
  Object.defineProperties(
    {},
    {
      getItem: {
        value(this: Record<string, string>, key: string) {
          return this[key] ?? null;
        },
      },
      setItem: {
        value(this: Record<string, string>, key: string, value: string) {
          this[key] = value;
        },
      },
      removeItem: {
        value(this: Record<string, string>, key: string) {
          delete this[key];
        },
      },
    },
  );
beforeEach(() => {
  vi.stubGlobal('localStorage', storage());
  vi.stubGlobal('sessionStorage', storage());
  vi.stubGlobal('indexedDB', { databases: () => Promise.resolve([]) });
  vi.stubGlobal('caches', { keys: () => Promise.resolve([]) });
  vi.stubGlobal('window', { location: { replace: () => undefined } });
  [hasSignal, asked.length] = [true, 0];
});
afterEach(() => vi.unstubAllGlobals());

test('leaving one’s own phone says so, also when it was wiped without signal and the session is ended after a later opening', async () => {
  preferences.setMine(true);
  preferences.setLeaving(true);
  wipeStorage();
  hasSignal = false;
  await expect(endSession()).rejects.toThrow('no signal');
  expect([preferences.mine(), preferences.leaving()]).toEqual([false, true]);
  hasSignal = true;
  await endSession();
  expect(asked).toEqual([['riderSignOut', { query: { phone: 'mine' } }]]);
  expect(preferences.leaving()).toBe(false);
});

test.each([
  ['of who leaves quickly', () => endSession()],
  ['of the next person', () => (startAnew(), endSession())],
])('a borrowed phone does not say so, and is forgotten: %s', async (_, leave) => {
  await leave();
  expect(asked).toEqual([['riderSignOut', { query: {} }]]);
});
