import '@passaggio/ui/effects';
import '@passaggio/ui/tokens.css';
import '@passaggio/ui/base.css';
import '../lib/type.css';
import { preferred, showTheme, watchParts } from '@passaggio/ui';
import { createRoot } from 'react-dom/client';
import { preferences } from '../lib/preferences.ts';
import { driverWords } from '../lib/words.ts';
import { App } from './App.tsx';
import { NoStorage } from './NoStorage.tsx';
import { openDriver } from './openDriver.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page, expected the one of index.html');
const language = preferences.language() ?? preferred(navigator.languages);
const shown = createRoot(root);
let isOutdated = false;
const outdated = (): void => {
  isOutdated = true;
  void driverWords(language).then((words) => shown.render(<NoStorage language={language} catalogue={words} why="newer" />));
};
let isDriving = (): boolean => false;
watchParts({ scope: '/driver/', script: import.meta.url, isBusy: () => isDriving() });
const [catalogue, driver] = await Promise.all([driverWords(language), openDriver(outdated)]);
if (typeof driver !== 'string') isDriving = () => driver.store.state.runs.some(({ view }) => view.state === 'under-way');
showTheme(preferences.themeAt(typeof driver === 'string' ? Date.now() : driver.time.now().at)); // the screen between stops, which a reload may open, asks no more
const first = { language, catalogue };
if (!isOutdated) shown.render(typeof driver === 'string' ? <NoStorage {...first} why={driver} /> : <App {...driver} first={first} />);

// Keeps the app itself on the phone; facts and runs are in the database. Without it only a reload needs signal.
void navigator.serviceWorker?.register('/driver/sw.js', { scope: '/driver/' }).catch(() => undefined);
