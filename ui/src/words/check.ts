/** Faults of a set of catalogues, for tests. Runs in Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Token } from '@messageformat/parser';
import { gluedIn } from './glued.ts';

export interface Checked {
  /** By language. The first one is the reference. */
  readonly catalogues: { readonly [language: string]: { readonly [key: string]: string } };
  /** Folders whose `.ts` and `.tsx` name the keys. */
  readonly sources: readonly string[];
  /** Keys that are put together in code, e.g. `problem.${code}`: each must exist. */
  readonly composed: readonly string[];
}

/** @returns one sentence a fault; empty when all is well */
export function checkWords({ catalogues, sources, composed }: Checked): string[] {
  const [[, reference]] = Object.entries(catalogues) as [[string, { readonly [key: string]: string }]];
  const files = sources.flatMap(readAll);
  const code = files.map((file) => file.code).join('\n');
  const faults = composed.filter((key) => !(key in reference)).map((key) => `${key}: composed in code, in no catalogue`);
  for (const key of Object.keys(reference)) {
    if (!composed.includes(key) && !code.includes(`'${key}'`)) faults.push(`${key}: used nowhere`);
  }
  for (const [language, words] of Object.entries(catalogues)) {
    for (const key of Object.keys(reference)) if (!(key in words)) faults.push(`${key}: missing in ${language}`);
    for (const [key, text] of Object.entries(words)) faults.push(...faultsOf(language, key, text, reference[key]));
  }
  faults.push(...files.flatMap((file) => gluedIn(file.name, file.code)));
  return faults;
}

function faultsOf(language: string, key: string, text: string, reference: string | undefined): string[] {
  if (reference === undefined) return [`${key}: in ${language} only`];
  if (text.trim() === '') return [`${key}: empty in ${language}`];
  const found = placeholders(text);
  const expected = placeholders(reference);
  return found === expected ? [] : [`${key}: ${language} has placeholders {${found}}, expected {${expected}}`];
}

/** @throws for text that is no ICU message */
function placeholders(text: string): string {
  const names = new Set<string>();
  const walk = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if ('arg' in token) names.add(token.arg);
      if ('cases' in token) for (const one of token.cases) walk(one.tokens);
    }
  };
  walk(parse(text));
  return [...names].sort().join(' ');
}

function readAll(folder: string): { readonly name: string; readonly code: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.includes('node_modules'),
  );
  return names.map((name) => ({ name, code: readFileSync(join(folder, name), 'utf8') }));
}
