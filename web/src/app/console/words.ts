import { loadWords, useWords, type Catalogue, type LanguageCode } from '@passaggio/ui';
import type own from './words/it.json';

export type ConsoleKey = keyof typeof own;

export const useConsoleWords = () => useWords<ConsoleKey>();

export function consoleWords(language: LanguageCode): Promise<Catalogue> {
  return loadWords(language, {
    it: () => import('./words/it.json'),
    en: () => import('./words/en.json'),
    fr: () => import('./words/fr.json'),
    ar: () => import('./words/ar.json'),
    ur: () => import('./words/ur.json'),
  });
}
