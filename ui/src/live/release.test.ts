import { expect, test } from 'vitest';
import { release } from './release.ts';

test('a page is old once the server has other pages, and says so to whoever listens', () => {
  const seen: boolean[] = [];
  const stop = release.subscribe(() => seen.push(release.shown.isOld));
  release.heard('b', 'b');
  release.heard(undefined, 'a'); // a server that does not say
  release.heard('b', undefined); // a page that does not know
  expect(seen).toEqual([]);
  release.heard('b', 'a');
  release.heard('b', 'a');
  release.heard('a', 'a'); // the release was taken back
  expect(seen).toEqual([true, false]);
  stop();
});
