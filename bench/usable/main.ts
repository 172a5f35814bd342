/** `npm run -s usable -- [--app rider|driver] [--languages it,en,fr,ar,ur,xl,zz]`: what the screens do not keep, language by language. */
import { parseArgs } from 'node:util';
import { buildApps } from '../../scripts/build.ts';
import { findChromium } from '../../scripts/chromium.ts';
import { isApp, tell } from '../screens/apps.ts';
import { LANGUAGES, LONGER, spokenBy, wordless } from '../screens/demands.ts';

const { values } = parseArgs({
  options: { app: { type: 'string', default: 'rider' }, languages: { type: 'string', default: [...LANGUAGES, 'xl', 'zz'].join(',') } },
});
const { app } = values;
if (!isApp(app)) throw new Error(`--app ${app}: expected rider or driver`);

process.env['CHROMIUM'] = findChromium();
buildApps();
for (const language of values.languages.split(',')) {
  const began = performance.now();
  const viewers = language === 'xl' ? LONGER : language === 'zz' ? wordless(app) : spokenBy(app);
  const { faults, count } = await tell(app, { languages: [language], viewers });
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${app} ${language}: ${count} views, ${faults.length} faults, ${Math.round((performance.now() - began) / 1000)} s\n`);
  if (faults.length > 0 || count === 0) process.exitCode = 1;
}
