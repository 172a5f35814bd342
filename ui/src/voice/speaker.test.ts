import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import type { LanguageCode } from '../language/languages.ts';
import { part, said } from './said.ts';
import { ALERT, makeSpeaker, type Played, type Sounds } from './speaker.ts';

const words = (texts: { [key: string]: string }) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compileMessage(text)]));
const catalogues: { [code: string]: ReturnType<typeof words> } = {
  fr: words({ 'tile.help': 'Aide', 'card.exactAt': 'L’heure exacte arrive à {time}' }),
  en: words({ 'tile.help': 'Help', 'day.sleeps': '{n, plural, =0 {today} =1 {tomorrow} other {in # nights}}' }),
};

interface Device {
  readonly recordings?: readonly string[];
  readonly voices?: readonly string[];
}

/** A phone with these recordings (`language/clip`) and device voices. */
function phone(language: LanguageCode, { recordings = [], voices = [] }: Device) {
  const heard: string[] = [];
  const log: Played[] = [];
  const sounds: Sounds = {
    recording: async (clip, code) => recordings.includes(`${code}/${clip}`),
    voice: async (text, code) => voices.includes(code) && heard.push(`${code}: ${text}`) > 0,
    tone: async () => void heard.push('tone'),
    stop: () => undefined,
  };
  const shown = language === 'wo' || language === 'fr' ? 'fr' : 'en';
  const load = async (code: LanguageCode) => catalogues[code] ?? {};
  const speaker = makeSpeaker({ language, catalogue: catalogues[shown]!, sounds, load, played: (one) => log.push(one) });
  return { speaker, heard, log };
}

test('the recording in the chosen language, else the next of its chain', async () => {
  const wolof = phone('wo', { recordings: ['wo/w.tile.help', 'fr/n.7'], voices: ['fr', 'en'] });
  await wolof.speaker.say('tile.help|n:7');
  expect(wolof.log).toEqual([
    { clip: 'w.tile.help', language: 'wo', how: 'recording' },
    { clip: 'n.7', language: 'fr', how: 'recording' },
  ]);
});

test('an alert is a tone without a word, whatever the phone could say', async () => {
  const italian = phone('it', { recordings: ['it/w.tile.help'], voices: ['it'] });
  await italian.speaker.alert();
  expect(italian.heard).toEqual(['tone']);
  expect(italian.log).toEqual([{ clip: ALERT, language: 'it', how: 'tone' }]);
});

test('without recordings a device voice speaks, in the first language of the chain that it has and that has words', async () => {
  const wolof = phone('wo', { voices: ['wo', 'en'] });
  await wolof.speaker.say('tile.help');
  expect(wolof.heard).toEqual(['en: Help']);
  const french = phone('wo', { voices: ['fr', 'en'] });
  await french.speaker.say(said(part.time('05:10')));
  expect(french.heard).toEqual(['fr: 5 heures', 'fr: 10']);
});

test('with neither, one tone stands for the whole and every clip is logged', async () => {
  const edo = phone('bin', {});
  await edo.speaker.say('tile.help|t:05:10');
  expect(edo.heard).toEqual(['tone']);
  expect(edo.log.map(({ clip, how }) => `${clip} ${how}`)).toEqual(['w.tile.help tone', 'h.5 tone', 'm.10 tone']);
});

test('days, plates, codes and counted messages are spoken from ordered clips', async () => {
  const english = phone('en', {});
  await english.speaker.say(
    said(part.count('day.sleeps', 1), part.count('day.sleeps', 3), part.day('2026-11-27'), part.bus(17), part.code('48 21'), part.place('Via|Napoli')),
  );
  const clips = english.log.map(({ clip }) => clip);
  expect(clips.slice(0, 3)).toEqual(['w.day.sleeps_1', 'n.3', 'w.day.sleeps_other']);
  expect(clips.slice(3, 8)).toEqual(['d.5', 'n.27', 'w.plate.bus', 'n.17', 'w.symbol.key']);
  expect(clips.slice(8)).toEqual(['n.4', 'n.8', 'n.2', 'n.1', 'p.Via Napoli']);
});

test('what is said next silences what is being said', async () => {
  const french = phone('fr', { voices: ['fr'] });
  const first = french.speaker.say('tile.help|n:1|n:2|n:3');
  await french.speaker.say('n:9');
  await first;
  expect(french.heard.at(-1)).toBe('fr: 9');
  expect(french.log.map(({ clip }) => clip)).toEqual(['n.9']);
});
