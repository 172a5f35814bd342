/** `npm run -s bench:web -- [--times 5] [--json]`: how long a rider waits for the page on a cheap phone and a slow link. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { buildApps } from '../../scripts/build.ts';
import { findChromium } from '../../scripts/chromium.ts';
import { DEMO_SEED } from '../../scripts/demo.ts';
import { FLAGS } from '../e2e/stage.ts';
import { circumstances } from '../load/stage/figures.ts';
import { preset, SLOWER, slow3G } from './link.ts';
import { measured } from './measured.ts';
import { serveDemo } from './serve.ts';
import { sizesOf } from './sizes.ts';

/** Milliseconds, at the median. "Instantly", on a later visit, is under a second. */
const LIMITS = { first: 3_000, again: 1_000 } as const;

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } } });
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1 || times > 99) throw new Error(`--times ${values.times}: expected a whole number from 1 to 99`);

const say = (words: string) => void process.stderr.write(`${words}\n`);
const program = findChromium();
buildApps();
say('loading the demo world');
const served = await serveDemo();
const browser = await chromium.launch({ executablePath: program, args: FLAGS });
try {
  const judged = await measured({ browser, served, link: slow3G, times, say });
  const beside = await measured({ browser, served, link: preset, times: 1, say });
  const misses = judged.flatMap(({ what, visit, usable }) =>
    usable.median > LIMITS[visit] ? [`${what}, ${visit} visit: ${usable.median} ms, expected at most ${LIMITS[visit]}`] : [],
  );
  for (const words of misses) say(`missed: ${words}`);
  const result = {
    ...circumstances(),
    browser: `Chromium ${browser.version()}`,
    world: `demo, seed ${DEMO_SEED}`,
    slower: SLOWER,
    limits: LIMITS,
    links: [
      { ...slow3G, visits: judged },
      { ...preset, visits: beside },
    ],
    sizes: sizesOf(join(fileURLToPath(new URL('../../web/dist', import.meta.url)))),
    missed: misses,
  };
  process.stdout.write(`${JSON.stringify(result, null, values.json ? undefined : 2)}\n`);
  process.exitCode = misses.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await served.close();
}
