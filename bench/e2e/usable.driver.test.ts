/** Every screen and state of the driver on a small phone: another language each day, all by `npm run -s usable -- --app driver`. */
import { DAY } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import type { Viewer } from '../screens/album.ts';
import { tell } from '../screens/apps.ts';
import { languageOf, LONGER, spokenBy, wordless } from '../screens/demands.ts';

const TODAY = Math.floor(Date.now() / DAY);
/** Screens and states of the story; each in two schemes. */
const STATES = 50;
const MINUTES_15 = 900_000;

async function faultsOf(language: string, viewers: readonly Viewer[]): Promise<readonly string[]> {
  const { faults, count } = await tell('driver', { languages: [language], viewers });
  expect(count).toBeGreaterThanOrEqual(STATES * 2);
  return faults;
}

test('everything fits, can be hit and read, also with a cracked glass, and axe finds nothing, night and light', { timeout: MINUTES_15 }, async () => {
  expect(await faultsOf(languageOf(TODAY), spokenBy('driver'))).toEqual([]);
});

// on the days on which the rider's screens are looked at in the other one
const alternating =
  TODAY % 2 === 1
    ? { name: 'nothing is cut off where words are longer by 40 %', language: 'xl', viewers: LONGER }
    : { name: 'without a letter: no two controls alike, one way forward, and everything has a voice', language: 'zz', viewers: wordless('driver') };

test(alternating.name, { timeout: MINUTES_15 }, async () => {
  expect(await faultsOf(alternating.language, alternating.viewers)).toEqual([]);
});
