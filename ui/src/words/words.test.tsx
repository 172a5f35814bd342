import { readFileSync } from 'node:fs';
import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { problems, RefusalReason } from '@passaggio/contracts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { written, type Written } from '../language/languages.ts';
import { symbols } from '../plate/symbols.ts';
import ar from './ar.json';
import { checkWords } from './check.ts';
import en from './en.json';
import fr from './fr.json';
import it from './it.json';
import ur from './ur.json';
import { gluedIn } from './glued.ts';
import { makeWords } from './words.tsx';

const composed = [
  ...[...Object.keys(problems), 'unknown'].map((code) => `problem.${code}`),
  ...[...RefusalReason.options, 'unknown'].map((reason) => `refusal.${reason}`),
  ...symbols.map((symbol) => `symbol.${symbol.name}`),
];

test('every problem, refusal and symbol has words in every language, and none is left over', () => {
  const apps = ['web/src', 'driver-app/src'].map((folder) => new URL(`../../../${folder}`, import.meta.url).pathname);
  expect(checkWords({ catalogues: { it, en, fr, ar, ur }, sources: [new URL('..', import.meta.url).pathname, ...apps], composed })).toEqual([]);
});

test('the check finds a missing key, an unused one, an empty one and placeholders that differ', () => {
  const sources = [new URL('.', import.meta.url).pathname];
  const catalogues = { it: { 'plate.bus': 'Bus {number}', 'made.up': 'x', 'common.back': 'Indietro' }, en: { 'plate.bus': 'Bus {n}', 'made.up': ' ' } };
  expect(checkWords({ catalogues, sources, composed: ['common.back', 'made.up', 'problem.none'] })).toEqual([
    'problem.none: composed in code, in no catalogue',
    'plate.bus: used nowhere',
    'common.back: missing in en',
    'plate.bus: en has placeholders {n}, expected {number}',
    'made.up: empty in en',
  ]);
});

test('numbers keep Latin digits in Arabic, and a rich message keeps its order', () => {
  const words = makeWords('ar', { count: 'عدد {n, plural, one {# راكب} other {# ركاب}}', when: 'في {time} غدًا' });
  expect(words.t('count', { n: 12 })).toBe('عدد 12 ركاب');
  expect(JSON.stringify(words.rich('when', { time: 'T' }))).toMatch(/في .*"T".* غدًا/);
});

/** Of all apps. */
function textsOf(language: Written): { [key: string]: string } {
  const folders = ['web/src/lib/rider', 'web/src/app/console', 'web/src/app/demo', 'driver-app/src/lib'];
  const files = folders.map((folder) => new URL(`../../../${folder}/words/${language}.json`, import.meta.url));
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as object)) as { [key: string]: string };
}

test.each(written)('every plural of %s says what ICU says, with Latin digits, and no format of numbers is made', (language) => {
  const texts = Object.entries({ ...textsOf(language), nights: '{n, plural, =7 {#} one {# night} other {{n} or # {name}}} late' });
  const plurals = texts.filter(([, text]) => text.includes(', plural,'));
  expect(plurals.length).toBeGreaterThan(10);
  const said = (n: number, key: string, text: string) =>
    setupI18n({ locale: language, locales: `${language}-u-nu-latn`, messages: { [language]: { [key]: text } } })._(key, valuesOf(n));
  const valuesOf = (n: number) => ({ n, vehicles: n, name: 'x' });
  const counts = [0, 1, 2, 3, 5, 7, 11, 12, 21, 99, 100, 101, 102];
  const wanted = plurals.map(([key, text]) => counts.map((n) => said(n, key, text)));
  const made = vi.spyOn(Intl, 'NumberFormat');
  onTestFinished(() => void vi.restoreAllMocks());
  const { t } = makeWords(language, Object.fromEntries(plurals.map(([key, text]) => [key, compileMessage(text)])));
  expect(plurals.map(([key]) => counts.map((n) => t(key, valuesOf(n))))).toEqual(wanted);
  expect(made).not.toHaveBeenCalled();
});

test('a plural with an offset is left to lingui', () => {
  const { t } = makeWords('en', { ride: compileMessage('{n, plural, offset:1 =1 {you} one {you and # more} other {you and # more}}') });
  expect([t('ride', { n: 1 }), t('ride', { n: 3 })]).toEqual(['you', 'you and 2 more']);
});

test('the check finds a sentence glued together and text in no catalogue, and lets through what stands apart', () => {
  const faults = (jsx: string) => gluedIn('Planted.tsx', `const made = ${jsx};`).map((fault) => fault.replace('Planted.tsx:1: ', ''));
  expect(faults("<p>{t('a')} {rich('b', {})}</p>")).toEqual(['two messages glued in one element']);
  expect(faults("<p>{n > 0 && t('a')}: {n}</p>")).toEqual(['text glued to a message: :']);
  expect(faults("<p aria-label={`${t('a')}: ${name}`} />")).toEqual(['a message glued into a template']);
  expect(faults("t('a') + name")).toEqual(['a message glued with +']);
  expect(faults('<p title="Next stop">Arrived</p>')).toEqual(['text in no catalogue: Arrived', 'text in no catalogue: Next stop']);
  expect(faults("<p><b>{t('a')}</b> · <Clock at={n} /> <Ltr>WhatsApp</Ltr></p>")).toEqual([]);
});
