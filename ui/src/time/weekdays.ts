/**
 * Weekdays in our eleven languages. Own words, because Intl has none for three of them and silently answers in another language, and because its
 * first format takes a cheap phone 150 ms. Those of `bin`, `mnk` and `fuf` are drafts until a mediator approves them, the others CLDR's (Node 24).
 */
import { getLanguage, type LanguageCode } from '../language/languages.ts';

/** Sunday first, as `Date.getUTCDay` counts; in full, and short where there is a short form. */
interface Week {
  readonly long: readonly string[];
  readonly short?: readonly string[];
}

const weeks: { readonly [code in LanguageCode]?: Week } = {
  it: {
    long: ['domenica', 'lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato'],
    short: ['dom', 'lun', 'mar', 'mer', 'gio', 'ven', 'sab'],
  },
  en: {
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    short: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  },
  fr: {
    long: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
    short: ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'],
  },
  ar: { long: ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت'] },
  ur: { long: ['اتوار', 'پیر', 'منگل', 'بدھ', 'جمعرات', 'جمعہ', 'ہفتہ'] },
  pcm: {
    long: ['Sọ́ndè', 'Mọ́ndè', 'Tiúzdè', 'Wẹ́nẹ́zdè', 'Tọ́zdè', 'Fraídè', 'Sátọdè'],
    short: ['Sọ́n', 'Mọ́n', 'Tiú', 'Wẹ́n', 'Tọ́z', 'Fraí', 'Sát'],
  },
  wo: {
    long: ['Dibéer', 'Altine', 'Talaata', 'Àlarba', 'Alxamis', 'Àjjuma', 'Aseer'],
    short: ['Dib', 'Alt', 'Tal', 'Àla', 'Alx', 'Àjj', 'Ase'],
  },
  ff: {
    long: ['dewo', 'aaɓnde', 'mawbaare', 'njeslaare', 'naasaande', 'mawnde', 'hoore-biir'],
    short: ['dew', 'aaɓ', 'maw', 'nje', 'naa', 'mwd', 'hbi'],
  },
  bin: { long: ['Sọnde', 'Mọnde', 'Tusde', 'Wẹnẹside', 'Tọsde', 'Fraide', 'Satide'] },
  mnk: { long: ['Dimaasoo', 'Teneŋo', 'Talaatoo', 'Araboo', 'Araamisoo', 'Arijumoo', 'Sibitoo'] },
  fuf: { long: ['Alat', 'Altine', 'Talaata', 'Alarba', 'Alkamiisa', 'Aljumaa', 'Aset'] },
};

/** @param day  0 is Sunday; @returns its name, in the next language of the chain where the language has none (the pseudo-languages) */
export function weekday(day: number, language: LanguageCode, form: keyof Week = 'long'): string {
  const code = [language, ...getLanguage(language).fallbacks].find((one) => weeks[one] !== undefined) ?? 'en';
  const week = weeks[code]!;
  const name = (week[form] ?? week.long)[day];
  if (name === undefined) throw new RangeError(`weekday ${day}, expected one of 0 to 6`);
  return name;
}
