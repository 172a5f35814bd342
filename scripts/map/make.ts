/**
 * Writes the base map of the apps, `ui/src/map/base.json`: the coast of southern Italy from Natural Earth (public domain, by way of the
 * package world-atlas) and the towns of the gazetteer (GeoNames, CC BY 4.0). `node scripts/run.mjs scripts/map/make.ts`, after either
 * changes; a test compares. Nothing of where people sleep is in it: no hostel, and above all no informal settlement.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gazetteer } from '../../fixtures/src/index.ts';
import { feature } from 'topojson-client';
import { cutRing, roundRing, type Frame, type Position } from './cut.ts';

/** Sicily to Campania and Puglia, with sea around and the shore opposite. */
const FRAME: Frame = { west: 11.5, south: 36, east: 19.4, north: 42.4 };
/** Three decimals are 110 m; the source is drawn for 1 : 10 million. */
const DIGITS = 3;

type Atlas = Parameters<typeof feature>[0];

export const BASE = new URL('../../ui/src/map/base.json', import.meta.url);

export interface Base {
  /** Rings of land, `[lon, lat]`, not closed. */
  readonly land: readonly (readonly Position[])[];
  /** `rank` 1: has a pole; 2: another town; 3: a farm area. */
  readonly towns: readonly { readonly name: string; readonly at: Position; readonly rank: 1 | 2 | 3 }[];
}

export function makeBase(): Base {
  const file = createRequire(import.meta.url).resolve('world-atlas/land-10m.json');
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Atlas;
  const rings = land(atlas).flatMap(({ geometry }) => {
    if (geometry.type !== 'MultiPolygon' && geometry.type !== 'Polygon') return [];
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map((polygon) => polygon[0] as unknown as Position[]); // lakes are not drawn
  });
  const coast = rings.map((ring) => roundRing(cutRing(ring, FRAME), DIGITS)).filter((ring) => ring.length > 0);
  return { land: coast, towns: towns() };
}

/** Told by its own types as one of several; in this file it is a collection. */
function land(atlas: Atlas) {
  const found = feature(atlas, atlas.objects['land']!);
  if (found.type !== 'FeatureCollection') throw new Error(`world-atlas: land is a ${found.type}, expected a FeatureCollection`);
  return found.features;
}

function towns(): Base['towns'] {
  const poles = gazetteer();
  const known = new Set<string>();
  const all = [
    ...poles.map(({ name, at }) => ({ name, at, rank: 1 as const })),
    ...poles.flatMap(({ boarding }) => boarding.filter(({ kind }) => kind === 'stop').map(({ name, at }) => ({ name, at, rank: 2 as const }))),
    ...poles.flatMap(({ farms }) => farms.map(({ name, at }) => ({ name, at, rank: 3 as const }))),
  ];
  return all.filter(({ name }) => !known.has(name) && known.add(name));
}

if (import.meta.main) writeFileSync(BASE, `${JSON.stringify(makeBase())}\n`);
