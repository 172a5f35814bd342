/** The pages of a desk, built after the rider's into the same folder: the staff console at `/console`, and `/demo` in demo mode. */
import { preact, words } from '@passaggio/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  plugins: [react(), preact(), words()],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: { console: 'console/index.html', demo: 'demo/index.html' } },
  },
});
