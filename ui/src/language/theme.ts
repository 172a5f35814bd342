/** Light, dark or night on the root element, set before the first paint; a button overrides what the phone says. */
export type Theme = 'light' | 'dark' | 'night';

export function wantsDark(): boolean {
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

export function shownTheme(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'dark' || theme === 'night' ? theme : 'light';
}
