import type { LonLat } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { nearest, type Hub } from './nearest.ts';

const at = (lon: number, lat: number): LonLat => [lon, lat] as never;
const hub = (name: string, lon: number, lat: number): Hub => ({ name, region: 'Puglia', at: at(lon, lat) });
const hubs = [hub('Lecce', 18.17, 40.35), hub('Foggia', 15.54, 41.46), hub('Cerignola', 15.9, 41.26), hub('Lucera', 15.33, 41.51)];

test('the two nearest hubs with whole kilometres', () => {
  expect(nearest(hubs, at(15.54, 41.46)).map(({ hub: { name }, km }) => [name, km])).toEqual([
    ['Foggia', 1],
    ['Lucera', 18],
  ]);
});

test('with one hub there is one, with none nobody', () => {
  expect(nearest([hubs[0]!], at(15, 41))).toHaveLength(1);
  expect(nearest([], at(15, 41))).toEqual([]);
});
