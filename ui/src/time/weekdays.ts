/** Weekdays of the languages for which Intl has no data, and silently answers in another one. Drafts until a mediator approves them. */
import type { LanguageCode } from '../language/languages.ts';

/** Sunday first, as `Date.getUTCDay` counts. */
export const ownWeekdays: { readonly [code in LanguageCode]?: readonly string[] } = {
  bin: ['Sọnde', 'Mọnde', 'Tusde', 'Wẹnẹside', 'Tọsde', 'Fraide', 'Satide'],
  mnk: ['Dimaasoo', 'Teneŋo', 'Talaatoo', 'Araboo', 'Araamisoo', 'Arijumoo', 'Sibitoo'],
  fuf: ['Alat', 'Altine', 'Talaata', 'Alarba', 'Alkamiisa', 'Aljumaa', 'Aset'],
};
