import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { isLanguage, languages, preferred, spoken } from '../language/languages.ts';
import it from './it.json';
import { pseudoWords } from './pseudo.ts';
import { makeWords } from './words.tsx';

const italian = {
  when: compileMessage('Numero {n} alle {time}, è così'),
  nights: compileMessage('{n, plural, =0 {oggi} one {tra # notte} other {tra # notti}}'),
};

test('zz shows every letter as a block and keeps digits, placeholders and punctuation', () => {
  const { t } = makeWords('zz', pseudoWords('zz', italian));
  expect(t('when', { n: 3, time: '05:10' })).toBe('██████ 3 ████ 05:10, █ ████');
  expect(t('nights', { n: 0 })).toBe('████');
  expect(t('nights', { n: 2 })).toBe('███ 2 █████');
});

test('xl is longer than Italian by 40 % or more in every text', () => {
  const { t } = makeWords('xl', pseudoWords('xl', italian));
  expect(t('nights', { n: 2 })).toBe('tràrà 2 ñöttîtî');
  const plain = Object.fromEntries(Object.entries(it).map(([key, text]) => [key, compileMessage(text)]));
  const words = { it: makeWords('it', plain), xl: makeWords('xl', pseudoWords('xl', plain)) };
  for (const key of Object.keys(it)) {
    const letters = (text: string): number => text.replace(/[^\p{L}]/gu, '').length;
    const values = { number: 17, symbol: 'x', time: '05:10' };
    expect(letters(words.xl.t(key, values)), key).toBeGreaterThanOrEqual(letters(words.it.t(key, values)) * 1.4 - 1);
  }
});

test('pseudo-languages are kept by a phone but never offered or preferred', () => {
  expect(isLanguage('zz')).toBe(true);
  expect(languages.map(({ code }) => code as string)).not.toContain('zz');
  expect(preferred(['zz', 'xl'])).toBe('it');
  expect(spoken('xl')).toBe('it');
});
