/** Every screen and state of the rider on a small phone: another language each day, all by `npm run -s usable`. */
import { DAY } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import type { Viewer } from '../screens/album.ts';
import { tell } from '../screens/apps.ts';
import { languageOf, LONGER, spokenBy, wordless } from '../screens/demands.ts';

const TODAY = Math.floor(Date.now() / DAY);
/** Screens and states of the story; each in two schemes. */
const STATES = 69;
const MINUTES_15 = 900_000;

async function faultsOf(language: string, viewers: readonly Viewer[]): Promise<readonly string[]> {
  const { faults, count } = await tell('rider', { languages: [language], viewers });
  expect(count).toBeGreaterThanOrEqual(STATES * 2);
  return faults;
}

test('everything fits, can be hit and read, also with a cracked glass, and axe finds nothing, light and dark', { timeout: MINUTES_15 }, async () => {
  expect(await faultsOf(languageOf(TODAY), spokenBy('rider'))).toEqual([]);
});

const alternating =
  TODAY % 2 === 0
    ? { name: 'nothing is cut off where words are longer by 40 %', language: 'xl', viewers: LONGER }
    : { name: 'without a letter: no two controls alike, one way forward, and everything has a voice', language: 'zz', viewers: wordless('rider') };

test(alternating.name, { timeout: MINUTES_15 }, async () => {
  expect(await faultsOf(alternating.language, alternating.viewers)).toEqual([]);
});
