/** For staff: which words are drafts, and which clips a language has no recording of. Never part of a rider's page. */
import { spoken, type LanguageCode } from '../language/languages.ts';
import status from '../words/status.json';
import type { Catalogue } from '../words/catalogue.ts';
import { clipList } from './clipList.ts';
import { textOf, type Clip } from './clips.ts';
import { recordings } from './recordings.ts';

export interface Prompts {
  readonly language: LanguageCode;
  /** Of its words; `none`: it is shown in the next language of its chain. */
  readonly words: 'none' | 'draft' | 'approved';
  /** How many clips it needs. */
  readonly needed: number;
  /** Those without a recording, with what is to be said. */
  readonly missing: readonly { readonly clip: Clip; readonly text: string }[];
}

/** @param catalogue  the rider's, of the language or of the next of its chain */
export function promptsOf(language: LanguageCode, catalogue: Catalogue): Prompts {
  const shown = spoken(language);
  const clips = clipList(language, catalogue);
  const missing = clips.filter((clip) => recordings[language]?.[clip] === undefined).map((clip) => ({ clip, text: textOf(clip, language, catalogue) ?? '' }));
  const words = shown !== language ? 'none' : status[shown] === 'approved' ? 'approved' : 'draft';
  return { language, words, needed: clips.length, missing };
}
