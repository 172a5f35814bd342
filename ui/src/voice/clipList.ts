/** Which clips a language needs: for whoever records them, and for the page that lists what is missing. */
import { riderOperations, type Operation, type ProblemCode, type Unknown } from '@passaggio/contracts';
import type { LanguageCode } from '../language/languages.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { choice, exact, LARGEST, type Clip } from './clips.ts';

/** Problems that every operation may answer. */
const EVERYWHERE: readonly (ProblemCode | Unknown)[] = [
  'malformed',
  'not-signed-in',
  'not-allowed',
  'foreign-origin',
  'too-large',
  'fault',
  'store-away',
  'unknown-operation',
  'unknown', // of a later release
];
const riders = new Set<string>(
  [
    ...EVERYWHERE,
    ...Object.entries<Operation>(riderOperations).flatMap(([id, { door, codes }]) => (door === 'rider' || id === 'riderSignIn' ? codes : [])),
  ].map((code) => `problem.${code}`),
);
/** What staff or drivers are told only, no rider hears. */
const isHeard = (key: string): boolean => !key.startsWith('problem.') || riders.has(key);

/** Everything that a language needs recorded for riders, made from its catalogue. */
export function clipList(language: LanguageCode, catalogue: Catalogue): Clip[] {
  const heard = Object.entries(catalogue).filter(([key]) => isHeard(key));
  const words = heard.flatMap(([key, message]) => {
    const cases = choice(message);
    return cases === undefined ? [`w.${key}`] : [...exact(cases), 'other'].map((name) => `w.${key}_${name}`);
  });
  const upTo = (kind: string, end: number): Clip[] => Array.from({ length: end }, (_, i) => `${kind}.${i}`);
  return [`l.${language}`, ...words, ...upTo('n', LARGEST + 1), ...upTo('h', 24), ...upTo('m', 60), ...upTo('d', 7)];
}
