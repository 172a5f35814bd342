import { afterEach, expect, test, vi } from 'vitest';
import { recordings } from './recordings.ts';
import { fetchClips } from './sounds.ts';

afterEach(() => vi.unstubAllGlobals());

/** A phone with a cache; its signal goes with so many fetches. */
function phone(reach: number) {
  const kept = new Map<string, Response>();
  const asked: string[] = [];
  const device: { onLine: boolean; back?: () => void } = { onLine: true };
  vi.stubGlobal('navigator', device);
  vi.stubGlobal('window', { addEventListener: (_: 'online', back: () => void) => (device.back = back) });
  const cache = { match: (url: string) => Promise.resolve(kept.get(url)), put: (url: string, one: Response) => Promise.resolve(kept.set(url, one)) };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    if (asked.length === reach) device.onLine = false;
    return Promise.resolve(new Response('sound'));
  });
  return { kept, asked, device };
}

test('the clips of a language are asked for once; without signal none is, and with it the rest', async () => {
  const { kept, asked, device } = phone(3);
  const done = fetchClips('ar');
  await vi.waitFor(() => expect(device.back).toBeDefined());
  expect(asked).toHaveLength(3);
  device.onLine = true;
  device.back?.();
  await done;
  expect(asked.length).toBeGreaterThan(Object.keys(recordings['ar']!).length); // and the names of the others
  expect([new Set(asked).size, kept.size]).toEqual([asked.length, asked.length]);
  await fetchClips('ar');
  expect(asked).toHaveLength(kept.size);
});
