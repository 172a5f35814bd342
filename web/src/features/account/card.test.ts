import { expect, test } from 'vitest';
import { readCard } from './card.ts';

const token = 'AbCdEfGhIjKlMnOpQrSt_-';

test.each([
  [`https://bus.example/#fr:${token}`, { token, language: 'fr' }],
  [`#${token}`, { token, language: undefined }],
  [`passaggio:card:wo:${token}`, { token, language: 'wo' }],
  [`#xx:${token}`, { token, language: undefined }],
  [token, { token, language: undefined }],
])('%s is a card', (text, card) => expect(readCard(text)).toEqual(card));

test.each(['', '#', `#${token}x`, 'passaggio:code:4711', 'https://example.org/'])('%s is none', (text) => expect(readCard(text)).toBeUndefined());
