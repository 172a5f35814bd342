import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gazetteer } from '../../fixtures/src/index.ts';
import { cutRing, roundRing } from './cut.ts';
import { BASE, makeBase, type Base } from './make.ts';

const kept = readFileSync(BASE, 'utf8');
const base = JSON.parse(kept) as Base;
const frame = { west: 0, south: 0, east: 10, north: 10 };

test('a ring that leaves the frame is cut along its sides, one outside is gone', () => {
  // a square from (5,5) to (15,15) keeps its corner in the frame
  expect(
    cutRing(
      [
        [5, 5],
        [15, 5],
        [15, 15],
        [5, 15],
        [5, 5],
      ],
      frame,
    ),
  ).toEqual(
    expect.arrayContaining([
      [5, 5],
      [10, 5],
      [10, 10],
      [5, 10],
    ]),
  );
  expect(
    cutRing(
      [
        [11, 11],
        [12, 11],
        [12, 12],
      ],
      frame,
    ),
  ).toEqual([]);
  expect(
    roundRing(
      [
        [1.0001, 1],
        [1.0002, 1],
        [2, 2],
      ],
      3,
    ),
  ).toEqual([]);
});

test('the base map is what the coast and the gazetteer give, and small', () => {
  expect(base).toEqual(makeBase());
  expect(gzipSync(kept).length).toBeLessThan(40_000);
});

test('no informal settlement and no hostel of the gazetteer is in the public base map, by name or by place', () => {
  const homes = gazetteer().flatMap(({ boarding }) => boarding.filter(({ kind }) => kind !== 'stop'));
  expect(homes.filter(({ kind }) => kind === 'settlement').length).toBeGreaterThan(5);
  for (const { name, at } of homes) {
    expect(kept, name).not.toContain(JSON.stringify(at));
    expect(
      base.towns.map((town) => town.name),
      name,
    ).not.toContain(name);
  }
});
