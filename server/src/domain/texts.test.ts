import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfName, faultOfTelephone, plainNote } from './texts.ts';

test.each(['Foggia', 'Città della Pace', "L'Aquila 2", '7', 'Borgo Mezzanone (ex pista)', 'محطّة', 'می\u200cخواهم', 'Nardo\u0300'])('%s is a name', (name) => {
  expect(faultOfName(name)).toBeUndefined();
});

test.each([
  '',
  '   ',
  '-',
  '\u00a0Foggia',
  'Foggia\t',
  'Fog\u0000gia',
  'Fog\u0085gia',
  'Fog\u2028gia',
  'Fog\u202egia',
  'Fog\u2066gia',
  'Foggia\u200e',
  'Fog\u200bgia',
  'Fog\ufeffgia',
  'Fog\u00adgia',
  'Fog\u034fgia',
  'Foggia\u200d',
  '\u3164',
  '\u2800',
  'Foggia\u2800',
  '\u0301',
  '\u0301Foggia',
  'Fo\u0301\u0302\u0303\u0304\u0305ggia',
  'Fog\ud800gia',
  'Fog\ue000gia',
  'Fog\u{e0041}gia',
])('%j is no name', (name) => {
  expect(faultOfName(name)).toBeDefined();
});

test('a name with a control or a turn anywhere in it is none', () => {
  const hidden = fc.constantFrom('\u0007', '\u009b', '\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u2067', '\u2068', '\u2069');
  fc.assert(fc.property(fc.string(), hidden, fc.string(), (before, one, after) => faultOfName(`a${before}${one}${after}a`) !== undefined));
});

test('a note is kept in one line, turns nothing round, and loses no letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (note) => {
      const kept = plainNote(note);
      expect(kept).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(kept.match(/[\p{L}\p{N}]/gu)).toEqual(note.match(/[\p{L}\p{N}]/gu));
    }),
  );
  expect(plainNote('called her\n\u202ethe bus waits\u202c ')).toBe('called her the bus waits');
});

test.each([
  ['112', undefined],
  ['+39 0881 000000', undefined],
  ['   ', 'has less than three digits'],
])('the telephone %j', (number, fault) => {
  expect(faultOfTelephone(number)).toBe(fault);
});
