/** What this phone remembers of itself; nothing of a person. A full or forbidden storage is like an empty one. */
import { HOUR } from '@passaggio/contracts';
import { isLanguage, type LanguageCode } from '@passaggio/ui';
import { isNight } from './sun.ts';

export type DriverTheme = 'light' | 'night';

/** What is right at noon would dazzle before the next dawn. */
const A_SHIFT = 8 * HOUR;

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export const preferences = {
  language: (): LanguageCode | undefined => {
    const code = read('driver.language');
    return isLanguage(code) ? code : undefined;
  },
  setLanguage: (code: LanguageCode): void => write('driver.language', code),
  /** @param at  the driver's choice, unless it is of an earlier shift; else as the sun stands */
  themeAt: (at: number): DriverTheme => {
    const theme = read('driver.theme');
    const isChosen = (theme === 'light' || theme === 'night') && at < Number(read('driver.theme.until') ?? 0);
    return isChosen ? theme : isNight(at) ? 'night' : 'light';
  },
  setTheme: (theme: DriverTheme, at: number): void => {
    write('driver.theme', theme);
    write('driver.theme.until', String(at + A_SHIFT));
  },
};
