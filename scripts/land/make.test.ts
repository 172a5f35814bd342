import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ServiceDate } from '../../contracts/src/index.ts';
import { gazetteer, world } from '../../fixtures/src/index.ts';
import { kilometresOffLand } from '../../server/src/domain/places/land.ts';
import { refuseUnfit } from '../../server/src/usecases/places/unfit.ts';
import type { Before } from '../../server/src/usecases/places/before.ts';
import { LAND, makeLand } from './make.ts';

test('the land is small, and says whose it is', () => {
  const kept = readFileSync(LAND, 'utf8');
  expect(kept.length).toBeLessThan(150_000);
  expect((JSON.parse(kept) as { source: string }).source).toContain('CC BY 4.0');
});

test('every place of the gazetteer lies on the land, as the coast is drawn', () => {
  for (const { name, at, boarding, farms } of gazetteer())
    for (const spot of [{ name, at }, ...boarding, ...farms]) expect(kilometresOffLand(spot.at), spot.name).toBeLessThan(0.2);
});

test('whoever gives latitude first is never on the land', () => {
  for (const { at, boarding, farms } of gazetteer())
    for (const [lon, lat] of [at, ...[...boarding, ...farms].map((spot) => spot.at)]) expect(kilometresOffLand([lat, lon])).toBeGreaterThan(100);
});

// a town, its harbour, an island of the programme's regions; off Bari 20 km, Foggia with latitude first, nowhere, Rome, Tunis
test.each([
  ['Foggia', [15.552, 41.458], 0, 0],
  ['the harbour of Manfredonia', [15.92, 41.624], 0, 0.5],
  ['Lipari', [14.955, 38.468], 0, 0.1],
  ['the Adriatic before Bari', [17.1, 41.25], 10, 30],
  ['Foggia, latitude first', [41.458, 15.552], 2_000, 5_000],
  ['nowhere', [0, 0], 3_000, 6_000],
  ['Rome', [12.5, 41.9], 50, 200],
  ['Tunis', [10.18, 36.8], 150, 400],
] as const)('%s is as far off the land as it is', (_, at, least, most) => {
  expect(kilometresOffLand(at)).toBeGreaterThanOrEqual(least);
  expect(kilometresOffLand(at)).toBeLessThanOrEqual(most);
});

test('a hole in an area is none of it, and a ring is rounded', () => {
  const square = (from: number, to: number) => [
    [from, from],
    [to, from],
    [to, to],
    [from, to + 0.00001],
    [from, from],
  ];
  const geometry = { type: 'Polygon', coordinates: [square(0, 10), square(4, 6)] };
  const { rings } = makeLand({ features: [{ geometry }] } as never);
  expect(rings).toHaveLength(2);
  expect(rings[0]).toContainEqual([0, 10]);
});

test.each([1, 2, 3, 42])('the demo world of seed %i is fit to be set up, one pole beside the others', (seed) => {
  const nothing = { pole: undefined, places: [], sites: [], vehicles: [], staff: [], named: new Map() };
  const plates = new Map<string, string>();
  for (const { pole, setup } of world(seed, { ridersOf: () => 120, ridersPerSeat: 2.5, allHours: 'foggia' })) {
    const before: Before = { ...nothing, plates };
    expect(() => refuseUnfit(setup, before, '2027-07-01' as ServiceDate), pole).not.toThrow();
    for (const { id, licence } of setup.vehicles) plates.set(licence.replaceAll(' ', ''), id);
  }
});
