import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { clipList } from './clipList.ts';
import { textOf } from './clips.ts';

const texts = { 'card.exactAt': "L'ora esatta arriva alle {time}", 'day.sleeps': '{n, plural, =0 {oggi} =1 {domani} other {tra # notti}}' };
const italian = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compileMessage(text)]));

test('the clip list is made from the catalogue: each text, each case chosen by a number, then numbers, hours, minutes and weekdays', () => {
  const clips = clipList('it', italian);
  expect(clips.filter((clip) => clip.startsWith('w.'))).toEqual(['w.card.exactAt', 'w.day.sleeps_0', 'w.day.sleeps_1', 'w.day.sleeps_other']);
  expect(clips).toEqual(expect.arrayContaining(['l.it', 'n.0', 'n.60', 'h.23', 'm.59', 'd.6']));
  expect(new Set(clips).size).toBe(clips.length);
});

test('a clip is the text without its values, which are clips of their own', () => {
  const said = (clip: string) => textOf(clip, 'it', italian);
  expect([said('w.card.exactAt'), said('w.day.sleeps_1'), said('w.day.sleeps_other')]).toEqual(["L'ora esatta arriva alle", 'domani', 'tra notti']);
  expect([said('h.5'), said('m.10'), said('d.5'), said('n.7'), said('l.ur')]).toEqual(['le 5', 'e 10', 'venerdì', '7', 'اردو']);
  expect(said('w.no.such')).toBeUndefined();
});
