import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { patched } from '../mutant.ts';
import { mutants } from './all.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test.each(mutants)('"$name" applies to the tree as it is, and its test is there', (mutant) => {
  expect(patched(readFileSync(join(root, mutant.file), 'utf8'), mutant)).toContain(mutant.replace);
  if ('test' in mutant.command) expect(existsSync(join(root, mutant.command.test))).toBe(true);
});

test('every promise to riders and of the store has a mutant that removes it, and no two are named alike', () => {
  const removed = new Set(mutants.map(({ promise }) => promise));
  const promises = [...Array.from({ length: 12 }, (_, i) => `P${i + 1}`), ...Array.from({ length: 8 }, (_, i) => `ST${i + 1}`)];
  expect(promises.filter((promise) => !removed.has(promise))).toEqual([]);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});

test('a patch that finds nothing, or more than one place, or changes nothing does not apply', () => {
  const patch = { file: 'bus.ts', find: 'seats', replace: 'places' };
  expect(patched('8 seats', patch)).toBe('8 places');
  expect(() => patched('8 people', patch)).toThrow('bus.ts: found 0 places for the patch, expected exactly one: seats');
  expect(() => patched('8 seats, 9 seats', patch)).toThrow('found 2 places');
  expect(() => patched('8 seats', { ...patch, replace: 'seats' })).toThrow('changes nothing');
});
