/**
 * Clips: the smallest things that are recorded. Ids: `w.KEY` a text of the catalogue, `w.KEY_CASE` a case of one chosen by a number, `n.7` a
 * number, `h.5` and `m.10` of a time, `d.5` a weekday (0 is Sunday), `l.ur` a language's own name; `p.NAME` a place, never recorded.
 */
import { getLanguage, spoken, type LanguageCode } from '../language/languages.ts';
import { symbolOf } from '../plate/symbols.ts';
import { weekday } from '../time/weekdays.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { templateOf } from './templates.ts';

export type Clip = string;
/** Numbers that have a clip of their own; larger ones are spoken digit by digit. */
export const LARGEST = 60;

type Token = string | readonly [name: string, kind?: string, cases?: Cases];
type Cases = { readonly [name: string]: Message | number };
type Message = readonly Token[] | string;
const isToken = (value: unknown): value is Exclude<Token, string> => Array.isArray(value) && typeof value[0] === 'string';

const tokens = (message: unknown): readonly Token[] => (typeof message === 'string' ? [message] : ((message ?? []) as readonly Token[]));

/** The choice by number that makes up a message, e.g. today, tomorrow, in 3 nights. */
export function choice(message: unknown): Cases | undefined {
  const all = tokens(message);
  const found = all.find((token) => isToken(token) && token[1] === 'plural');
  return found !== undefined && isToken(found) ? found[2] : undefined;
}

/** The text without its placeholders: what is recorded. Values are clips that follow. */
function frame(message: unknown): string {
  const texts = tokens(message).map((token) => {
    if (!isToken(token)) return token === '#' ? '' : token;
    return token[2] === undefined ? '' : frame(token[2]['other']);
  });
  return texts
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,:;?!،۔؟])/g, '$1')
    .replace(/[,،:·\s]+$/, '')
    .trim();
}

/** Numbers that have a case of their own. */
export const exact = (cases: Cases | undefined): readonly string[] => Object.keys(cases ?? {}).filter((name) => /^\d+$/.test(name));

/** The clips of one part, in order. @param catalogue  compiled messages */
export function clipsOf(said: string, catalogue: Catalogue): Clip[] {
  return said.split('|').flatMap((one) => clipsOfPart(one, catalogue));
}

function clipsOfPart(one: string, catalogue: Catalogue): Clip[] {
  const count = /^(.+)#(\d+)$/.exec(one);
  if (count !== null) return counted(count[1] ?? '', Number(count[2]), catalogue);
  const [, kind, value] = /^(n|t|d|c|bus|p|l):(.*)$/.exec(one) ?? [];
  if (kind === undefined || value === undefined) return [`w.${one}`];
  switch (kind) {
    case 'n':
      return number(Number(value));
    case 't':
      return [`h.${Number(value.slice(0, 2))}`, `m.${Number(value.slice(3, 5))}`];
    case 'd':
      return [`d.${new Date(`${value}T12:00:00Z`).getUTCDay()}`, ...number(Number(value.slice(8)))];
    case 'bus':
      return ['w.plate.bus', ...number(Number(value)), `w.symbol.${symbolOf(Number(value)).name}`];
    case 'c':
      return [...value].filter((digit) => /[0-9]/.test(digit)).map((digit) => `n.${digit}`);
    default:
      return [`${kind}.${value}`];
  }
}

const number = (n: number): Clip[] => (n <= LARGEST ? [`n.${n}`] : [...String(n)].map((digit) => `n.${digit}`));

function counted(key: string, n: number, catalogue: Catalogue): Clip[] {
  if (exact(choice(catalogue[key])).includes(String(n))) return [`w.${key}_${n}`];
  return [...number(n), `w.${key}_other`];
}

/** Said on the first screens, before anybody is signed in: fetched first, at most 40 kB a language. A language is named in itself. */
export const firstClips: readonly Clip[] = [
  'w.leave',
  'w.common.back',
  'w.common.number',
  'w.common.pin',
  'w.signIn.next',
  'w.keypad.erase',
  'w.common.signIn',
  'w.tile.help',
  ...Array.from({ length: 10 }, (_, i) => `n.${i}`),
];

/** What is said in a clip. @param catalogue  of that very language; @returns undefined where the language has no such text */
export function textOf(clip: Clip, language: LanguageCode, catalogue: Catalogue): string | undefined {
  const [kind, value] = [clip.slice(0, clip.indexOf('.')), clip.slice(clip.indexOf('.') + 1)];
  switch (kind) {
    case 'w':
      return wordOf(value, catalogue);
    case 'n':
      return value;
    case 'h':
      return templateOf(language).hour(Number(value));
    case 'm':
      return templateOf(language).minute(Number(value));
    case 'd':
      return weekday(Number(value), language);
    case 'l':
      return getLanguage(value as LanguageCode).name;
    default:
      return value;
  }
}

function wordOf(key: string, catalogue: Catalogue): string | undefined {
  if (key in catalogue) return frame(catalogue[key]);
  const [, plain, name] = /^(.+)_(\w+)$/.exec(key) ?? [];
  const message = plain === undefined || name === undefined ? undefined : choice(catalogue[plain])?.[name];
  return message === undefined ? undefined : frame(message);
}

/** In which languages a clip is looked for: the chosen one and its chain; a language's name in itself first. */
export function chainOf(clip: Clip, language: LanguageCode): readonly LanguageCode[] {
  const chain = [language, ...getLanguage(language).fallbacks];
  return clip.startsWith('l.') ? [clip.slice(2) as LanguageCode, ...chain] : chain;
}

/** Whether the words of this language are its own, not those of the next in its chain. */
export const hasWords = (language: LanguageCode): boolean => spoken(language) === language;
