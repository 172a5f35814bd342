import { expect, test } from 'vitest';
import { languages, preferred, spoken } from './languages.ts';

test('a language without words falls back along its chain', () => {
  expect(languages).toHaveLength(11);
  expect(spoken('ar')).toBe('ar');
  expect(spoken('bin')).toBe('en');
  expect(spoken('wo')).toBe('fr');
  expect(spoken('fuf')).toBe('fr');
  expect(spoken('pcm')).toBe('en');
});

test('the phone’s language is preferred where it is written, else Italian', () => {
  expect(preferred(['wo-SN', 'fr-SN', 'it'])).toBe('fr');
  expect(preferred(['wo'])).toBe('it');
});
