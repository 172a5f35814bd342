import { expect, test } from 'vitest';
import { watchedParts } from './parts.ts';

const CHUNK = 'https://passaggio.invalid/assets/Where-1.js';
const missing = new TypeError(`Failed to fetch dynamically imported module: ${CHUNK}`);

function page() {
  const w = { gone: new Set([CHUNK]), isAway: false, isBusy: false, reloads: 0, mark: null as string | null, isForgetful: false, timers: [] as (() => void)[] };
  const open = () =>
    watchedParts('https://passaggio.invalid/assets/page-1.js', {
      isGone: (url) => (w.isAway ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(w.gone.has(url))),
      isBusy: () => w.isBusy,
      reload: () => (w.reloads += 1),
      mark: { read: () => w.mark, write: (url) => (w.mark = w.isForgetful ? null : url) },
      after: (_, act) => void w.timers.push(act),
    });
  return { w, open, failed: open() };
}

test('a part that the server does not have any more opens the page anew, once', async () => {
  const { w, open, failed } = page();
  await failed(missing);
  expect(w.reloads).toBe(1);
  await open()(missing); // it is gone from the new page too: waited for as before
  expect(w.reloads).toBe(1);
});

test('without signal, or where the file is there, a part is waited for; it is looked at again with the next failure', async () => {
  const { w, failed } = page();
  w.isAway = true;
  await failed(missing);
  w.isAway = false;
  w.gone.clear();
  await failed(missing);
  expect(w.reloads).toBe(0);
  w.gone.add(CHUNK);
  await failed(missing);
  expect(w.reloads).toBe(1);
});

test('a failure that names no file is looked at by the page’s own script', async () => {
  const { w, failed } = page();
  await failed(new TypeError('Importing a module script failed.'));
  expect(w.reloads).toBe(0);
  w.gone.add('https://passaggio.invalid/assets/page-1.js');
  await failed(new TypeError('Importing a module script failed.'));
  expect(w.reloads).toBe(1);
});

test('nothing is opened anew under somebody’s hands, nor in a tab that would not remember it', async () => {
  const { w, open, failed } = page();
  w.isBusy = true;
  await failed(missing);
  w.timers.shift()!();
  expect(w.reloads).toBe(0);
  w.isBusy = false;
  w.timers.shift()!();
  expect(w.reloads).toBe(1);
  Object.assign(w, { mark: null, isForgetful: true });
  await open()(missing);
  expect(w.reloads).toBe(1);
});
