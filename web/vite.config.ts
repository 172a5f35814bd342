/** Three pages: the rider's at `/`, the staff console at `/console`, and `/demo` in demo mode. A rider downloads neither of the others. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preact, words } from '@passaggio/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const api = { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } };

/** The console's page is built as soon as its entry is there. */
const hasConsole = existsSync(join(import.meta.dirname, 'src/app/console/main.tsx'));

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), preact(), words(), inOneRoundTrip(), riderOnThePhone()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { input: { rider: 'index.html', ...(hasConsole && { console: 'console/index.html' }), demo: 'demo/index.html' } },
  },
  server: { proxy: api },
});

/**
 * On a slow link every round trip counts. What a rider's page asks for only once its scripts run - its words, who is signed in - is asked for beside
 * them by a script of a few lines; and of the scripts the largest go first, because a browser asks for six files at a time.
 */
function inOneRoundTrip(): Plugin {
  return {
    name: 'passaggio-in-one-round-trip',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle }) {
        if (path !== '/index.html' || bundle === undefined) return html;
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const sizeOf = (link: string) => chunks.find(({ fileName }) => link.includes(fileName))?.code.length ?? 0;
        const links = html.match(/<link rel="modulepreload"[^>]*>/g) ?? [];
        const sorted = links.toSorted((a, b) => sizeOf(b) - sizeOf(a));
        const script = { src: '/first.js', 'data-words': JSON.stringify(wordsIn(chunks)) };
        return {
          html: html.replace(/<link rel="modulepreload"[^>]*>/g, () => sorted.shift()!),
          tags: [{ tag: 'script', attrs: script, injectTo: 'head-prepend' }],
        };
      },
    },
  };
}

/** Addresses of each language's words: those that all pages share, and the rider's own. */
function wordsIn(chunks: readonly { readonly fileName: string; readonly facadeModuleId: string | null }[]): { [language: string]: string[] } {
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
      globIgnores: ['assets/{console,demo}*', 'assets/*Map*'],
      inlineWorkboxRuntime: true,
      clientsClaim: true,
      importScripts: ['push-sw.js'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/(driver|console|api|demo|socket\.io|healthz|readyz|metrics)\b/, /\.[a-z0-9]+$/],
    },
  });
}
