/** What a rider's phone downloads before the first screen, and what the service worker keeps: a budget that a forgotten import breaks. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildApps } from '../build.ts';
import { complain } from './files.ts';

/**
 * Bytes, packed as gzip packs best: the page, its styles, what its script imports at once, the part with the rides, the words of the largest
 * language; and the part that asks, though it comes after the first screen.
 */
const FIRST_LOAD = 100_000;
/** Fetched when they are needed: words that stand in no other script. */
const LATER = { schemas: 'invalid_type', 'socket.io-client': 'websocket error', Leaflet: 'leaflet-container', 'the console': 'console-language' };
const LANGUAGES = ['it', 'en', 'fr', 'ar', 'ur'];

const dist = fileURLToPath(new URL('../../web/dist', import.meta.url));
buildApps();
const assets = readdirSync(join(dist, 'assets'));
const read = (file: string): string => readFileSync(join(dist, file), 'utf8');
const packed = (file: string): number => gzipSync(read(file), { level: 9 }).length;

/** Chunks that a script imports before it runs, and theirs. */
function importedBy(chunk: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(chunk)) return known;
  known.add(chunk);
  for (const [, next] of read(join('assets', chunk)).matchAll(/(?:^|[;}])(?:import|export)[^;"'()]*["']\.\/([^"']+)["']/g)) importedBy(next!, known);
  return known;
}

const page = read('index.html');
const linked = [...page.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, file]) => file!);
const entry = linked.find((file) => /^rider-.*\.js$/.test(file));
if (entry === undefined) complain('web/dist/index.html has no script of the rider');
function filesOf(part: string): string[] {
  const files = (new RegExp(`data-parts="[^"]*?&quot;${part}&quot;:\\[([^\\]]*)\\]`).exec(page)?.[1] ?? '').match(/[\w-]+\.(?:js|css)/g) ?? [];
  if (files.length === 0) complain(`web/dist/index.html names no files of the part ${part}`);
  return files;
}
const atOnce = new Set([...linked, ...importedBy(entry ?? ''), ...filesOf('rides')]);
const asking = filesOf('asking').filter((file) => !atOnce.has(file));
const wordsOf = (language: string): string[] => assets.filter((file) => file.startsWith(`${language}-`) && file.endsWith('.js'));
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + packed(join('assets', file)), 0);
const words = Math.max(...LANGUAGES.map((language) => sum(wordsOf(language))));
const total = packed('index.html') + packed('first.js') + sum(atOnce) + sum(asking) + words;

if (atOnce.size < 4 || total < 30_000) complain(`counted ${atOnce.size} files and ${total} bytes: too few, the page is not read rightly`);
for (const [what, sign] of Object.entries(LATER)) {
  const holders = assets.filter((file) => file.endsWith('.js') && read(join('assets', file)).includes(sign));
  if (holders.length === 0) complain(`no script holds ${what}: look for something else than ${JSON.stringify(sign)}`);
  for (const file of holders) if (atOnce.has(file)) complain(`${file} brings ${what} before the first screen, expected when it is needed`);
}
if (total > FIRST_LOAD) {
  const largest = [...atOnce].toSorted((a, b) => packed(join('assets', b)) - packed(join('assets', a)))[0]!;
  complain(`the first load is ${total} bytes of gzip, expected at most ${FIRST_LOAD}; the largest part is ${largest}`);
}

const kept = [...read('sw.js').matchAll(/url:"(?:assets\/)?([^"]+)"/g)].map(([, file]) => file!);
if (kept.length < 10) complain(`the service worker keeps ${kept.length} files: too few, it is not read rightly`);
for (const file of kept) if (/^(DrawnMap|console|demo)/.test(file)) complain(`the service worker keeps ${file}, expected neither map nor console`);
process.stdout.write(
  `first load ${Math.round(total / 100) / 10} kB of gzip in ${atOnce.size + asking.length + 2} files and words, ${Math.round(sum(asking) / 100) / 10} of them after the first screen; ${kept.length} files kept\n`,
);
