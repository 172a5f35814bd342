/** `npm run -s torture -- --store sqlite|mongodb --kills 50 --seed N --json`: kills the product and proves that nothing acknowledged is lost. */
import { parseArgs } from 'node:util';
import { missed } from './floors.ts';
import { torture, type Wanted } from './torture.ts';

function wanted(): Wanted & { readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      store: { type: 'string', default: 'sqlite' },
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: string, text: string, least: number, most: number) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) throw new Error(`--${name} ${text}: expected a whole number from ${least} to ${most}`);
    return value;
  };
  const { store } = values;
  if (store !== 'sqlite' && store !== 'mongodb') throw new Error(`--store ${store}: expected sqlite or mongodb`);
  return { store, kills: number('kills', values.kills, 1, 10_000), seed: number('seed', values.seed, 0, 1e9), json: values.json };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1)); // whoever was started is killed on exit
const asked = wanted();
const began = performance.now();
const result = await torture(asked, (words) => process.stderr.write(`${words}\n`));
const misses = missed(result);
for (const words of misses) process.stderr.write(`missed: ${words}\n`);
const { charges, ...reached } = result;
const flat = { ...reached, ...charges, missed: misses, seconds: Math.round((performance.now() - began) / 100) / 10 };
process.stdout.write(`${asked.json ? JSON.stringify(flat) : JSON.stringify(flat, null, 2)}\n`);
process.exitCode = misses.length === 0 ? 0 : 1;
