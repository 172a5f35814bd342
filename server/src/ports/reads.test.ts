import { expect, test } from 'vitest';
import { indexes } from './collections.ts';
import { reads } from './reads.ts';
import type { Rows } from './store.ts';

/** Calls every read once and notes what reaches the store. */
function everyRead(): { found: Set<string>; selected: Set<string> } {
  const found = new Set<string>();
  const selected = new Set<string>();
  const rows: Rows = {
    version: async () => 0,
    find: async (kind) => void found.add(kind),
    select: async (kind, index) => {
      selected.add(`${kind}.${index}`);
      return [];
    },
  };
  for (const aggregate of Object.values(reads(rows))) {
    for (const read of Object.values(aggregate) as ((...values: unknown[]) => unknown)[]) read('x', 'y', 'z');
  }
  return { found, selected };
}

test('every kind of document is found by id', () => {
  expect(everyRead().found).toEqual(new Set(Object.keys(indexes)));
});

test('every declared index has a named read, so none is kept up for nothing', () => {
  const declared = Object.entries(indexes).flatMap(([kind, ofKind]) => Object.keys(ofKind).map((index) => `${kind}.${index}`));
  expect(everyRead().selected).toEqual(new Set(declared));
});
