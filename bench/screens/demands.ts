/** What every screen of an app must keep, and how its story is told so that it shows. */
import type { Viewer } from './album.ts';
import { axe, cracked, fits, legible, legibleLarge, targets } from './checks.ts';
import { oneForward, speaks, unlike } from './signs.ts';

/** Tiles, the forward button, wide buttons, keys: without them the way ends. */
const ESSENTIAL = '[class*="_tile_"], [class*="_forward_"], [class*="_wide_"], [data-key]';

/** In a language that people speak. */
export const SPOKEN: readonly Viewer[] = [fits, axe, targets(56), legible, legibleLarge, cracked(ESSENTIAL)];
/** With words longer by 40 %: nothing is cut off; it may be scrolled. */
export const LONGER: readonly Viewer[] = [legible, targets(56)];
/** Without a letter. */
export const wordless = (): readonly Viewer[] => [oneForward, unlike, speaks()];

export const LANGUAGES = ['it', 'en', 'fr', 'ar', 'ur'] as const;
/** Another one each day; by `npm run usable` all. */
export const languageOf = (day: number): string => LANGUAGES[day % LANGUAGES.length]!;
