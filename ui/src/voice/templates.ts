/** How a language reads the parts of a time: the text of each hour and minute clip, for whoever records it and for a device voice. */
import type { LanguageCode } from '../language/languages.ts';

interface Template {
  /** @param h  0-23 */
  readonly hour: (h: number) => string;
  /** @param m  0-59, after the hour */
  readonly minute: (m: number) => string;
}

const bare: Template = { hour: String, minute: (m) => (m === 0 ? '' : String(m)) };
const english: Template = { hour: String, minute: (m) => (m === 0 ? "o'clock" : m < 10 ? `oh ${m}` : String(m)) };
const templates: { readonly [code in LanguageCode]?: Template } = {
  it: { hour: (h) => (h === 1 ? "l'una" : `le ${h}`), minute: (m) => (m === 0 ? 'in punto' : `e ${m}`) },
  en: english,
  pcm: english,
  fr: { hour: (h) => (h < 2 ? `${h} heure` : `${h} heures`), minute: (m) => (m === 0 ? 'pile' : String(m)) },
  ar: { hour: (h) => `الساعة ${h}`, minute: (m) => (m === 0 ? 'تمامًا' : `و ${m} دقيقة`) },
  ur: { hour: (h) => `${h} بج کر`, minute: (m) => `${m} منٹ` },
};

export const templateOf = (language: LanguageCode): Template => templates[language] ?? bare;
