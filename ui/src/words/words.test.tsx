import { problems, RefusalReason } from '@passaggio/contracts';
import { expect, test } from 'vitest';
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
  ...Object.keys(problems).map((code) => `problem.${code}`),
  ...RefusalReason.options.map((reason) => `refusal.${reason}`),
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

test('the check finds a sentence glued together and text in no catalogue, and lets through what stands apart', () => {
  const faults = (jsx: string) => gluedIn('Planted.tsx', `const made = ${jsx};`).map((fault) => fault.replace('Planted.tsx:1: ', ''));
  expect(faults("<p>{t('a')} {rich('b', {})}</p>")).toEqual(['two messages glued in one element']);
  expect(faults("<p>{n > 0 && t('a')}: {n}</p>")).toEqual(['text glued to a message: :']);
  expect(faults("<p aria-label={`${t('a')}: ${name}`} />")).toEqual(['a message glued into a template']);
  expect(faults("t('a') + name")).toEqual(['a message glued with +']);
  expect(faults('<p title="Next stop">Arrived</p>')).toEqual(['text in no catalogue: Arrived', 'text in no catalogue: Next stop']);
  expect(faults("<p><b>{t('a')}</b> · <Clock at={n} /> <Ltr>WhatsApp</Ltr></p>")).toEqual([]);
});
