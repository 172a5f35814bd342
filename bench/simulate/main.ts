/** `npm run -s simulate -- --riders 300 --days 2 --seed N [--poles 1|all] [--store sqlite|mongodb] --json`: plays days and judges them. */
import { parseArgs } from 'node:util';
import { gazetteer } from '@passaggio/fixtures';
import { figures } from './figures.ts';
import { play, type Wanted } from './play.ts';

const SERVED_AT_LEAST = 0.9;
/** Breaks written out in words; the rest is a number. */
const SHOWN = 20;

function wanted(): Wanted & { readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      riders: { type: 'string', default: '300' },
      days: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      poles: { type: 'string', default: '1' },
      store: { type: 'string', default: 'sqlite' },
      json: { type: 'boolean', default: false },
    },
  });
  const all = gazetteer().length;
  const number = (name: string, text: string, least: number, most: number) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) throw new Error(`--${name} ${text}: expected a whole number from ${least} to ${most}`);
    return value;
  };
  const { store } = values;
  if (store !== 'sqlite' && store !== 'mongodb') throw new Error(`--store ${store}: expected sqlite or mongodb`);
  return {
    riders: number('riders', values.riders, 1, 100_000),
    days: number('days', values.days, 1, 31),
    seed: number('seed', values.seed, 0, 1e9),
    poles: values.poles === 'all' ? all : number('poles', values.poles, 1, all),
    store,
    json: values.json,
  };
}

const asked = wanted();
const began = performance.now();
const played = await play(asked);
const result = { ...figures(played), seconds: Math.round((performance.now() - began) / 100) / 10 };
for (const { promise, what, at } of played.judge.verdict().breaks.slice(0, SHOWN))
  process.stderr.write(`${promise} broken at ${new Date(at).toISOString()}: ${what}\n`);
for (const words of played.faults.slice(0, SHOWN)) process.stderr.write(`the product logged: ${words}\n`);
process.stdout.write(`${asked.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`);
process.exitCode = result.invariantBreaks === 0 && result.stranded === 0 && result.served >= SERVED_AT_LEAST ? 0 : 1;
