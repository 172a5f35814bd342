/** `npm run -s screens -- --out DIR [--only rider|driver] [--languages it,ar,en]`: a picture of every screen and state, from the real product. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApps } from '../../scripts/build.ts';
import { findChromium } from '../../scripts/chromium.ts';
import { camera } from './camera.ts';
import { fits } from './checks.ts';
import { APPS, isApp, tell } from './apps.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' }, languages: { type: 'string', default: 'it,ar,en' } } });
const { out, only, languages } = values;
if (out === undefined) throw new Error('--out is missing: expected a folder for the pictures');
if (only !== undefined && !isApp(only)) throw new Error(`--only ${only}: expected one of ${APPS.join(', ')}`);

process.env['CHROMIUM'] = findChromium();
buildApps();
let [count, faults]: [number, readonly string[]] = [0, []];
for (const app of only === undefined ? APPS : [only]) {
  const album = await tell(app, { languages: languages.split(','), viewers: [camera(join(out, app)), fits] });
  count += album.count;
  faults = [...faults, ...album.faults];
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${count} pictures\n`);
if (count === 0 || faults.length > 0) process.exitCode = 1;
