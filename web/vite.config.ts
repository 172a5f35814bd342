/** Two pages: the rider's at `/`, the staff console at `/console`. A rider never downloads the console. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { words } from '@passaggio/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } };

/** The console's page is built as soon as its entry is there. */
const hasConsole = existsSync(join(import.meta.dirname, 'src/app/console/main.tsx'));

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), words()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { input: { rider: 'index.html', ...(hasConsole && { console: 'console/index.html' }) } },
  },
  server: { proxy: api },
});
