/** The driver's page at `/driver/`, kept whole on the phone: a reload needs no signal. */
import { preact, words } from '@passaggio/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const api = { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } };

export default defineConfig({
  root: import.meta.dirname,
  base: '/driver/',
  plugins: [
    react(),
    preact(),
    words(),
    VitePWA({
      injectRegister: null,
      // A new release waits until the page is opened anew: nothing reloads under a driver's hands.
      registerType: 'prompt',
      manifest: {
        name: 'Passaggio',
        short_name: 'Passaggio',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#000000',
        theme_color: '#000000',
        start_url: '/driver/',
        scope: '/driver/',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg}'],
        inlineWorkboxRuntime: true,
        clientsClaim: true,
        navigateFallback: '/driver/index.html',
        navigateFallbackAllowlist: [/^\/driver(\/|$)/],
      },
    }),
  ],
  build: {
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
  },
  server: { proxy: api },
});
