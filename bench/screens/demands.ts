/** What every screen of an app must keep, and how its story is told so that it shows. */
import type { Viewer } from './album.ts';
import { axe, cracked, fits, legible, legibleLarge, otherColours, targets } from './checks.ts';
import { oneForward, speaks, unlike } from './signs.ts';

/**
 * Without them the way ends. Rider: tiles, the forward button, wide buttons, keys. Driver: the main button, keys, what is held to send; a code has a
 * second way, the pad, and everybody at once a third.
 */
const ESSENTIAL = {
  rider: '[class*="_tile_"], [class*="_forward_"], [class*="_wide_"], [data-key]',
  driver: '[data-main], [data-key], [class*="_hold_"]',
} as const;

/** In a language that people speak. */
export const spokenBy = (app: keyof typeof ESSENTIAL): readonly Viewer[] => [
  fits,
  axe,
  targets(56),
  legible,
  legibleLarge,
  cracked(ESSENTIAL[app]),
  ...(app === 'rider' ? [otherColours] : []), // the driver's own three schemes are made for the dark
];
/** With words longer by 40 %: nothing is cut off; it may be scrolled. */
export const LONGER: readonly Viewer[] = [legible, targets(56)];
/** Without a letter. What the driver's page says is not recorded yet. */
export const wordless = (app: keyof typeof ESSENTIAL): readonly Viewer[] => [oneForward, unlike, speaks(app === 'rider')];

export const LANGUAGES = ['it', 'en', 'fr', 'ar', 'ur'] as const;
/** Another one each day; by `npm run usable` all. */
export const languageOf = (day: number): string => LANGUAGES[day % LANGUAGES.length]!;
