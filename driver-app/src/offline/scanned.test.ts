import { createHash } from 'node:crypto';
import type { RunKeys } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { codeOfCard, readScanned } from './scanned.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const token = 'AbCdEfGhIjKlMnOpQrSt_-';

test('a boarding code and a card are told apart, with or without a language, and anything else is nothing of ours', () => {
  expect(readScanned('passaggio:code:4711')).toEqual({ is: 'code', code: '4711' });
  expect(readScanned(token)).toEqual({ is: 'card', token });
  expect(readScanned(`passaggio:card:wo:${token}`)).toEqual({ is: 'card', token });
  expect(readScanned('https://example.org/4711')).toEqual({ is: 'other' });
  expect(readScanned(`${token}x`)).toEqual({ is: 'other' });
});

test('a card is known by the salted hash alone, and one of another run is not', async () => {
  const cards = [sha(`salt ${sha(token)}`).slice(0, 32)];
  const keys = [{ run: 'r', salt: 'salt', people: [{ code: '4711', cards, bus: null }] }] as unknown as RunKeys[];
  expect(await codeOfCard(token, keys)).toBe('4711');
  expect(await codeOfCard(token.replace('A', 'B'), keys)).toBeUndefined();
});
