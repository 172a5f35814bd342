import '@passaggio/ui/effects';
import '@passaggio/ui/tokens.css';
import '@passaggio/ui/base.css';
import { preferred, showTheme, wantsDark, watchParts } from '@passaggio/ui';
import { createRoot } from 'react-dom/client';
import { kept } from '../../features/rides/kept.ts';
import { memory } from '../../features/rides/memory.ts';
import { bringAsking } from '../../lib/rider/api.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import { riderWords } from '../../lib/rider/words.ts';
import { readCard } from '../../features/account/card.ts';
import { lock } from '../../features/account/lock.ts';
import { App } from './App.tsx';

watchParts({ scope: '/', script: import.meta.url });
showTheme(preferences.theme() ?? (wantsDark() ? 'dark' : 'light'));

lock.forgetOld();
const card = readCard(window.location.hash);
if (card !== undefined) {
  window.history.replaceState(null, '', '/'); // a token is not to stay in the address
  if (card.language !== undefined) preferences.setLanguage(card.language); // the card skips the choice
}
const language = preferences.language();
const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page, expected the one of index.html');
const first = language ?? preferred(navigator.languages);
/** What this release did not write itself is looked through before it is shown; where that cannot be, it is not shown. */
const lookingThrough = memory.isForeign() || kept.isAny() ? bringAsking().catch(() => undefined) : undefined;
void Promise.all([riderWords(first), lookingThrough]).then(([catalogue]) => {
  createRoot(root).render(<App first={{ language: first, catalogue }} known={language !== undefined} card={card} />);
  afterPaint(() => void navigator.serviceWorker?.register('/sw.js', { scope: '/' }).catch(() => undefined));
});

// A page that Back brings out of the browser's memory may be somebody else's by now: it comes back empty, and asks anew who it is.
window.addEventListener('pagehide', () => {
  root.hidden = true;
});
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) window.location.reload();
});

/** Keeping the app on the phone must not hold up what is on the screen. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act, 0));
}
