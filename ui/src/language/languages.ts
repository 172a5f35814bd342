/** The programme's eleven languages (brief.md, Languages), each with its own name, direction and fallback chain. */
export const languages = [
  { code: 'it', name: 'Italiano', dir: 'ltr', fallbacks: ['en'] },
  { code: 'en', name: 'English', dir: 'ltr', fallbacks: [] },
  { code: 'fr', name: 'Français', dir: 'ltr', fallbacks: ['en'] },
  { code: 'ar', name: 'العربية', dir: 'rtl', fallbacks: ['en'] },
  { code: 'pcm', name: 'Naijá', dir: 'ltr', fallbacks: ['en'] },
  { code: 'bin', name: 'Ẹ̀dó', dir: 'ltr', fallbacks: ['pcm', 'en'] },
  { code: 'wo', name: 'Wolof', dir: 'ltr', fallbacks: ['fr', 'en'] },
  { code: 'mnk', name: 'Mandinka', dir: 'ltr', fallbacks: ['en'] },
  { code: 'ff', name: 'Fulfulde', dir: 'ltr', fallbacks: ['fr', 'en'] },
  { code: 'fuf', name: 'Pular', dir: 'ltr', fallbacks: ['ff', 'fr', 'en'] },
  { code: 'ur', name: 'اردو', dir: 'rtl', fallbacks: ['en'] },
] as const;

/** For tests, never offered: Italian with every letter a block, and Italian that is longer by 40 % and accented. */
const pseudo = [
  { code: 'zz', name: 'zz', dir: 'ltr', fallbacks: ['it'] },
  { code: 'xl', name: 'xl', dir: 'ltr', fallbacks: ['it'] },
] as const;

export type Language = (typeof languages)[number] | (typeof pseudo)[number];
export type PseudoCode = (typeof pseudo)[number]['code'];
export type LanguageCode = Language['code'];
/** Languages whose words are complete now; the others fall back along their chain until mediators write them. */
export const written = ['it', 'en', 'fr', 'ar', 'ur'] as const satisfies readonly LanguageCode[];
export type Written = (typeof written)[number];

/** Also of the pseudo-languages, which a test writes into the storage. */
export const isLanguage = (code: unknown): code is LanguageCode => [...languages, ...pseudo].some((language) => language.code === code);
export const isPseudo = (code: string): code is PseudoCode => pseudo.some((language) => language.code === code);
export const isWritten = (code: string): code is Written => written.some((language) => language === code);

export function getLanguage(code: LanguageCode): Language {
  const found = [...languages, ...pseudo].find((language) => language.code === code);
  if (found === undefined) throw new RangeError(`language ${code}, expected one of ${languages.map((l) => l.code).join(' ')}`);
  return found;
}

/** The first written language along the chain: what is really shown, and what Intl is asked for. */
export function spoken(code: LanguageCode): Written {
  return [code, ...getLanguage(code).fallbacks].find(isWritten) ?? 'en';
}

/** What the browser prefers, where it is written; Italian otherwise, being what staff beside the rider read. */
export function preferred(wanted: readonly string[]): Written {
  return wanted.map((tag) => tag.split('-')[0] ?? '').find(isWritten) ?? 'it';
}
