/** Vite plugins of all pages. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Pages are written for React and carry Preact, which does the same for them in a seventh of the bytes (DECISIONS.md). */
export function preact(): Plugin {
  const file = (name: string) => fileURLToPath(import.meta.resolve(name));
  const alias = {
    'react/jsx-runtime': file('preact/jsx-runtime'),
    'react/jsx-dev-runtime': file('preact/jsx-runtime'),
    'react-dom/client': file('preact/compat/client'),
    'react-dom': file('preact/compat'),
    react: file('preact/compat'),
    'use-sync-external-store/shim/index.js': file('preact/compat'), // of wouter; Preact has it
  };
  return { name: 'passaggio-preact', config: () => ({ resolve: { alias } }) };
}

/** Compiles the ICU messages of `words/*.json` at build time, so that no parser reaches a phone. */
export function words(): Plugin {
  return {
    name: 'passaggio-words',
    enforce: 'pre',
    load: {
      filter: { id: /\/words\/[a-z]{2,3}\.json$/ },
      async handler(id) {
        const texts = JSON.parse(await readFile(id, 'utf8')) as { [key: string]: string };
        const compiled = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compileMessage(text)]));
        return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled))})`, moduleType: 'js' };
      },
    },
  };
}
