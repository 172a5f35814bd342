/** `npm run -s screens -- --out DIR [--only it.light]`: pictures of the rider's screens, from the real product. */
import { parseArgs } from 'node:util';
import { buildApps } from '../../scripts/build.ts';
import { findChromium } from '../../scripts/chromium.ts';
import { openStage } from '../e2e/stage.ts';
import { openAlbum, type Dress, type Look } from './album.ts';
import { riderStory, START } from './rider.ts';

const LANGUAGES = ['it', 'ar', 'en'];
const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string', default: '' } } });
const { out, only } = values;
if (out === undefined) throw new Error('--out is missing: expected a folder for the pictures');
const looks = (...schemes: readonly string[]): Look[] =>
  LANGUAGES.flatMap((language) => schemes.map((scheme) => ({ language, scheme }))).filter(({ language, scheme }) => `${language}.${scheme}`.includes(only));
const rider: Dress = ({ language, scheme }) => ({ language, theme: scheme });

process.env['CHROMIUM'] = findChromium();
buildApps();
const stage = await openStage(START);
try {
  const { page } = await stage.browser();
  await page.goto(stage.origin);
  const album = openAlbum({ page, address: `${stage.origin}/`, out, looks: looks('light', 'dark'), dress: rider });
  await riderStory(stage, page, album);
  for (const fault of album.faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${album.count} pictures\n`);
  if (album.count === 0 || album.faults.length > 0) process.exitCode = 1;
} finally {
  await stage.close();
}
