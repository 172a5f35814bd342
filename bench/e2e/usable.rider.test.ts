/** Every screen and state of the rider on a small phone. All five languages: `npm run -s usable`. */
import { DAY } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { tell } from '../screens/apps.ts';
import { languagesOf, LONGER, SPOKEN, wordless } from '../screens/demands.ts';

const TODAY = Math.floor(Date.now() / DAY);
/** Screens and states of the story; more in each scheme. */
const STATES = 50;
const MINUTES_10 = 600_000;

test('everything fits, can be hit and read, also with a cracked glass, and axe finds nothing, light and dark', { timeout: MINUTES_10 }, async () => {
  const languages = languagesOf(TODAY);
  const { faults, count } = await tell('rider', { languages, viewers: SPOKEN });
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(STATES * languages.length * 2);
});

test('nothing is cut off where words are longer by 40 %', { timeout: MINUTES_10 }, async () => {
  const { faults, count } = await tell('rider', { languages: ['xl'], viewers: LONGER });
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(STATES);
});

test('without a letter: no two controls alike, one way forward, and everything has a voice', { timeout: MINUTES_10 }, async () => {
  const { faults, count } = await tell('rider', { languages: ['zz'], viewers: wordless() });
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(STATES);
});
