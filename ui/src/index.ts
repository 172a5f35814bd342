/** What the three apps share: look, words, live streams. Styles: `@passaggio/ui/tokens.css` and `@passaggio/ui/base.css`. */
export { RideMap } from './map/RideMap.tsx';
export type { Landmark, MapStop, RideMapProps } from './map/drawn.ts';
export { geoAddress, kilometres } from './map/position.ts';
export { Plate, type PlateSize } from './plate/Plate.tsx';
export { symbolOf, symbols, type PlateSymbol, type SymbolName } from './plate/symbols.ts';
export { RideLine, type LinePart, type LinePoint } from './line/RideLine.tsx';
export { Keypad, Typed } from './keypad/Keypad.tsx';
export { PIN_LENGTH, useNewPin, type NewPin, type PinStep } from './keypad/useNewPin.ts';
export { Icon, type IconSize } from './icons/Icon.tsx';
export type { IconName } from './icons/paths.ts';
export { StateSign } from './state/StateSign.tsx';
export { signs, type SignName } from './state/drawings.ts';
export { Clock, Ltr, Zone } from './time/Clock.tsx';
export { clockTime, dayName, localDate, serviceDateAt, sleepsBetween } from './time/clock.ts';
export {
  getLanguage,
  isLanguage,
  isPseudo,
  isWritten,
  languages,
  preferred,
  spoken,
  written,
  type Language,
  type LanguageCode,
  type Written,
} from './language/languages.ts';
export { showTheme, shownTheme, wantsDark, type Theme } from './language/theme.ts';
export { loadWords, makeWords, useWords, WordsProvider, type Nodes, type SharedKey, type Values, type Words } from './words/words.tsx';
export { CLIP_EVENT, Listening, useVoice, type Voice } from './voice/Listening.tsx';
export type { Prompts } from './voice/missing.ts';
export { loadPrompts } from './voice/loadPrompts.ts';
export { part, said, type Said } from './voice/said.ts';
export type { Played } from './voice/speaker.ts';
export type { Catalogue } from './words/catalogue.ts';
export { idle } from './live/idle.ts';
export { openLive, type Follower, type Link, type LinkHears, type Live, type LiveNeeds } from './live/live.ts';
export { watchParts } from './live/parts.ts';
export { openNewVersion } from './live/newVersion.ts';
export { release, useRelease, type Release } from './live/release.ts';
export { openSocket } from './live/openSocket.ts';
export { useSessions, type OtherSession } from './live/useSessions.ts';
export { serverTime, type ServerTime } from './live/serverTime.ts';
export { caughtUp, receive, unread, type Reading, type Step } from './live/streamReader.ts';
