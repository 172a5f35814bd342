/** What this phone remembers of itself; nothing of a person. A full or forbidden storage is like an empty one. */
import { isLanguage, type LanguageCode } from '@passaggio/ui';

export type DriverTheme = 'light' | 'night';

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
  theme: (): DriverTheme | undefined => {
    const theme = read('driver.theme');
    return theme === 'light' || theme === 'night' ? theme : undefined;
  },
  setTheme: (theme: DriverTheme): void => write('driver.theme', theme),
};

/** Until somebody chooses: night from 18 to 7, when the buses to work run. */
export const themeAt = (hour: number): DriverTheme => (hour < 7 || hour >= 18 ? 'night' : 'light');
