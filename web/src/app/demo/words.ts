import { loadWords, useWords, type Catalogue, type LanguageCode } from '@passaggio/ui';
import type own from './words/it.json';

export const useDemoWords = () => useWords<keyof typeof own>();

export function demoWords(language: LanguageCode): Promise<Catalogue> {
  return loadWords(language, {
    it: () => import('./words/it.json'),
    en: () => import('./words/en.json'),
    fr: () => import('./words/fr.json'),
    ar: () => import('./words/ar.json'),
    ur: () => import('./words/ur.json'),
  });
}
