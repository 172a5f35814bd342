/** Vite plugin: compiles the ICU messages of `words/*.json` at build time, so that no parser reaches a phone. */
import { readFile } from 'node:fs/promises';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

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
