/** What this phone remembers of itself; nothing of a person. A full or forbidden storage is like an empty one. */
import { isLanguage, type LanguageCode } from '@passaggio/ui';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export const preferences = {
  language: (): LanguageCode | undefined => {
    const code = read('language');
    return isLanguage(code) ? code : undefined;
  },
  setLanguage: (code: LanguageCode): void => write('language', code),
  theme: (): 'light' | 'dark' | undefined => {
    const theme = read('theme');
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  },
  setTheme: (theme: 'light' | 'dark'): void => write('theme', theme),
  /** The first pictures were shown on this phone. */
  seen: (): boolean => read('seen') !== null,
  setSeen: (): void => write('seen', '1'),
  /** *My phone*, said after signing in; a borrowed one otherwise. */
  mine: (): boolean => read('phone') === 'mine',
  setMine: (mine: boolean): void => write('phone', mine ? 'mine' : null),
  /** Somebody left quickly without signal: the session is ended before anything is shown again. */
  leaving: (): boolean => read('leaving') !== null,
  /** What was left is the rider's own phone: the server goes on knowing it. */
  leavingMine: (): boolean => read('leaving') === 'mine',
  /** Said before the phone is wiped, which takes away whose it is; said again it changes nothing. */
  setLeaving: (leaving: boolean): void => {
    if (!leaving) write('leaving', null);
    else if (!preferences.leaving()) write('leaving', preferences.mine() ? 'mine' : '1');
  },
};
