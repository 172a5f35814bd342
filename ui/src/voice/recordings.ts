/** The recordings that exist, by language and clip. What lies there now are test recordings of a speech program (scripts/clips.ts). */
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
