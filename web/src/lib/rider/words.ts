import { loadWords, said, useWords, type Catalogue, type LanguageCode, type Said } from '@passaggio/ui';
import type own from './words/it.json';

export type RiderKey = keyof typeof own;

export const useRiderWords = () => useWords<RiderKey>();
/** What a control or a screen says: keys and parts in order. */
export const say: Said<RiderKey> = said;

export function riderWords(language: LanguageCode): Promise<Catalogue> {
  return loadWords(language, {
    it: () => import('./words/it.json'),
    en: () => import('./words/en.json'),
    fr: () => import('./words/fr.json'),
    ar: () => import('./words/ar.json'),
    ur: () => import('./words/ur.json'),
  });
}
