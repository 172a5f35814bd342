/** The rider's page at `/`, built by itself: what it shares with the others comes without what only they need. */
import { preact, words } from '@passaggio/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** What home opens, as one script that is asked for once home is there; and home with all that it shows by itself. */
const FURTHER = /web\/src\/features\/(book\/(Confirm|FarmNumber)|rides\/(CancelRide|Locked|TakeInstead|Where)|push\/PushAsk|practice\/)/;
const RIDES = /web\/src\/(app\/rider\/Rides|features\/(rides|book|help)\/(?!CodePage))/;

const api = { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } };

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), preact(), words(), inOneRoundTrip(), riderOnThePhone()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false, // a part that waits for styles of its own is seen later
    // a browser asks for six files at a time: all that the page needs at once is one script
    rolldownOptions: {
      input: { rider: 'index.html' },
      output: {
        codeSplitting: {
          groups: [
            { name: 'page', tags: ['$initial'] },
            { name: 'rides', test: (id) => RIDES.test(id) && !FURTHER.test(id) },
            { name: 'further', test: FURTHER },
          ],
        },
      },
    },
  },
  server: { proxy: api },
});

/**
 * On a slow link every round trip counts. What a rider's page asks for only once its scripts run - its words, who is signed in, the part that is
 * shown first - is asked for beside them by a script of a few lines; and of the scripts the largest go first, because a browser asks for six files
 * at a time.
 */
function inOneRoundTrip(): Plugin {
  return {
    name: 'passaggio-in-one-round-trip',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle }) {
        if (path !== '/index.html' || bundle === undefined) return html;
        const chunks: Chunk[] = Object.values(bundle).filter((one) => one.type === 'chunk');
        const sizeOf = (link: string) => chunks.find(({ fileName }) => link.includes(fileName))?.code.length ?? 0;
        const links = html.match(/<link rel="modulepreload"[^>]*>/g) ?? [];
        const sorted = links.toSorted((a, b) => sizeOf(b) - sizeOf(a));
        const parts = Object.fromEntries(Object.entries(PARTS).map(([part, module]) => [part, filesOf(module, chunks)]));
        const script = { src: '/first.js', 'data-words': JSON.stringify(wordsIn(chunks)), 'data-parts': JSON.stringify(parts) };
        return {
          html: html.replace(/<link rel="modulepreload"[^>]*>/g, () => sorted.shift()!),
          tags: [{ tag: 'script', attrs: script, injectTo: 'head-prepend' }],
        };
      },
    },
  };
}

interface Chunk {
  readonly fileName: string;
  readonly code: string;
  readonly facadeModuleId: string | null;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
  readonly isEntry: boolean;
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> } | undefined;
}

/** What some phones only want first, by the module it begins with: who may be signed in, who has not seen the first pictures, who has to ask who it is. */
const PARTS = { rides: 'web/src/app/rider/Rides.tsx', first: 'web/src/features/first/FirstTime.tsx', asking: 'web/src/lib/rider/asking.ts' };

/** Addresses of the scripts and styles that come with a module and not with the page. */
function filesOf(module: string, chunks: readonly Chunk[]): string[] {
  const withTheirs = (chunk: Chunk): Chunk[] => [chunk, ...chunks.filter(({ fileName }) => chunk.imports.includes(fileName)).flatMap(withTheirs)];
  const find = (end: string): Chunk[] => withTheirs(only(chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.endsWith(end)))));
  const page = new Set(find('web/index.html'));
  const own = [...new Set(find(module))].filter((chunk) => !page.has(chunk));
  return own.flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])]).map((file) => `/${file}`);
}

function only<T>(found: readonly T[]): T {
  if (found.length !== 1) throw new Error(`${found.length} chunks, expected one`);
  return found[0]!;
}

/** Addresses of each language's words: those that all pages share, and the rider's own. */
function wordsIn(chunks: readonly Chunk[]): { [language: string]: string[] } {
  const words: { [language: string]: string[] } = {};
  for (const { fileName, facadeModuleId } of chunks) {
    const language = /[/](?:ui[/]src|rider)[/]words[/]([a-z]+)[.]json$/.exec(facadeModuleId ?? '')?.[1];
    if (language !== undefined) (words[language] ??= []).push(`/${fileName}`);
  }
  if (Object.values(words).some((files) => files.length !== 2) || words['it'] === undefined)
    throw new Error(`${JSON.stringify(words)}, expected two chunks with words for each language`);
  return words;
}

/** The rider's page alone is kept on the phone: it opens at once, and without signal. */
function riderOnThePhone() {
  return VitePWA({
    injectRegister: null,
    // A new release waits until the page is opened anew: nothing reloads under somebody's hands.
    registerType: 'prompt',
    manifest: {
      id: '/',
      name: 'Passaggio',
      short_name: 'Passaggio',
      display: 'standalone',
      orientation: 'portrait',
      background_color: '#f5f1e8',
      theme_color: '#f5f1e8',
      start_url: '/',
      scope: '/',
      icons: [
        { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    includeManifestIcons: false,
    workbox: {
      globPatterns: ['index.html', 'first.js', 'icon.svg', 'assets/*.{js,css}'],
      globIgnores: ['assets/*Map*'],
      inlineWorkboxRuntime: true,
      clientsClaim: true,
      importScripts: ['push-sw.js'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/(driver|console|api|demo|socket\.io|healthz|readyz|metrics)\b/, /\.[a-z0-9]+$/],
    },
  });
}
