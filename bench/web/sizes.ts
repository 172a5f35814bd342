/** What the rider's page is made of. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Size {
  readonly file: string;
  /** Bytes: as it is, packed by gzip at its best, and as most browsers get it. */
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** Scripts, styles and the page itself, the largest first. @param dist  the built app */
export function sizesOf(dist: string): Size[] {
  const files = ['index.html', 'sw.js', ...readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)];
  return files
    .filter((file) => /\.(html|js|css)$/.test(file))
    .map((file) => {
      const path = join(dist, file);
      const text = readFileSync(path);
      const packed = `${path}.br`;
      return { file, raw: text.length, gzip: gzipSync(text, { level: 9 }).length, brotli: existsSync(packed) ? statSync(packed).size : text.length };
    })
    .toSorted((a, b) => b.gzip - a.gzip);
}
