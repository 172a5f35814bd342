import '@passaggio/ui/effects';
import '@passaggio/ui/tokens.css';
import '@passaggio/ui/base.css';
import { isLanguage, preferred, showTheme, wantsDark } from '@passaggio/ui';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { speak } from './demo.ts';
import { demoWords } from './words.ts';

showTheme(wantsDark() ? 'dark' : 'light');

const kept = localStorage.getItem('language');
const language = isLanguage(kept) ? kept : preferred(navigator.languages);
speak(language);
const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page, expected the one of index.html');
void demoWords(language).then((catalogue) => createRoot(root).render(<App first={{ language, catalogue }} />));
