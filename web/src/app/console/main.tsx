import '@passaggio/ui/effects';
import '@passaggio/ui/tokens.css';
import '@passaggio/ui/base.css';
import { isWritten, preferred, showTheme, wantsDark, watchParts, type LanguageCode } from '@passaggio/ui';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { consoleWords } from './words.ts';

watchParts({ scope: undefined, script: import.meta.url });
showTheme(wantsDark() ? 'dark' : 'light');

const kept = localStorage.getItem('console-language');
const language: LanguageCode = kept !== null && isWritten(kept) ? kept : preferred(navigator.languages);
const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page, expected the one of index.html');
void consoleWords(language).then((catalogue) => createRoot(root).render(<App first={{ language, catalogue }} />));
