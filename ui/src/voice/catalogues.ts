/** A language's catalogue as the rider's phone has it, read and compiled in Node: for recording and for checks. */
import { readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Written } from '../language/languages.ts';
import type { Catalogue } from '../words/catalogue.ts';

const folders = ['../words/', '../../../web/src/lib/rider/words/'];

export function riderCatalogue(language: Written): Catalogue {
  const texts = folders.map((folder) => JSON.parse(readFileSync(new URL(`${folder}${language}.json`, import.meta.url), 'utf8')) as { [key: string]: string });
  return Object.fromEntries(Object.entries(Object.assign({}, ...texts) as { [key: string]: string }).map(([key, text]) => [key, compileMessage(text)]));
}
