import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWritten, written } from '../language/languages.ts';
import { riderCatalogue } from './catalogues.ts';
import { clipList } from './clipList.ts';
import { firstClips } from './clips.ts';

const folder = new URL('../../clips/', import.meta.url).pathname;
const sizes = (language: string): [clip: string, bytes: number][] =>
  readdirSync(join(folder, language)).map((name) => [name.replace(/\.opus$/, ''), statSync(join(folder, language, name)).size]);
const sum = (all: readonly [string, number][]): number => all.reduce((total, [, bytes]) => total + bytes, 0);

test('the clips of the first screens are at most 40 kB a language, a language at most 600 kB', () => {
  const names = written.flatMap((language) => sizes(language).filter(([clip]) => clip === `l.${language}`));
  for (const language of written) {
    const first = sizes(language).filter(([clip]) => firstClips.includes(clip));
    expect(first.length, language).toBe(firstClips.length);
    expect(sum(first) + sum(names), language).toBeLessThanOrEqual(40_000);
    expect(sum(sizes(language)), language).toBeLessThanOrEqual(600_000);
  }
});

test('every recording is of a clip on the list, so that none is left over when a text goes', () => {
  for (const language of readdirSync(folder).filter(isWritten)) {
    const list = clipList(language, riderCatalogue(language));
    expect(
      sizes(language).filter(([clip]) => !list.includes(clip)),
      language,
    ).toEqual([]);
  }
});
