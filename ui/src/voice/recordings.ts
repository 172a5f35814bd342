/** The recordings that exist, by language and clip. What lies there now are test recordings of a speech program (scripts/clips.ts). */
import { languages } from '../language/languages.ts';
import type { Clip } from './clips.ts';

const files = import.meta.glob<string>('../../clips/*/*.opus', { query: '?url', import: 'default', eager: true });

/** By language, then clip: the address on our own origin. */
export const recordings: { readonly [language: string]: { readonly [clip: Clip]: string } } = byLanguage();

function byLanguage(): { [language: string]: { [clip: Clip]: string } } {
  const found: { [language: string]: { [clip: Clip]: string } } = {};
  for (const [path, url] of Object.entries(files)) {
    const [, language, clip] = /\/([a-z]+)\/([^/]+)\.opus$/.exec(path) ?? [];
    if (language !== undefined && clip !== undefined) (found[language] ??= {})[clip] = url;
  }
  return found;
}

/** Said on the first screens, before anybody is signed in: fetched first, at most 40 kB a language. */
export const firstClips: readonly Clip[] = [
  ...languages.map(({ code }) => `l.${code}`),
  'w.leave',
  'w.common.back',
  'w.common.number',
  'w.common.pin',
  'w.signIn.next',
  'w.keypad.erase',
  'w.common.signIn',
  ...Array.from({ length: 10 }, (_, i) => `n.${i}`),
];
