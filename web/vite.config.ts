/** Three pages: the rider's at `/`, the staff console at `/console`, and `/demo` in demo mode. A rider downloads neither of the others. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preact, words } from '@passaggio/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const api = { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } };

/** The console's page is built as soon as its entry is there. */
const hasConsole = existsSync(join(import.meta.dirname, 'src/app/console/main.tsx'));

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), preact(), words(), riderOnThePhone()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { input: { rider: 'index.html', ...(hasConsole && { console: 'console/index.html' }), demo: 'demo/index.html' } },
  },
  server: { proxy: api },
});

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
      globPatterns: ['index.html', 'icon.svg', 'assets/*.{js,css}'],
      globIgnores: ['assets/{console,demo}*', 'assets/*Map*'],
      inlineWorkboxRuntime: true,
      clientsClaim: true,
      importScripts: ['push-sw.js'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/(driver|console|api|demo|socket\.io|healthz|readyz|metrics)\b/, /\.[a-z0-9]+$/],
    },
  });
}
