/** `npm run -s bench:booking -- [--store sqlite|mongodb] [--rate 500] [--seconds 60] [--seed 1] [--profile] [--json]`: the evening peak. */
import { parseArgs } from 'node:util';
import { circumstances } from '../stage/figures.ts';
import { findK6 } from '../stage/k6.ts';
import { alone } from './alone.ts';
import { peak, type PeakFigures } from './peak.ts';

/** What must hold (docs of the issue); times in milliseconds. */
const LIMITS = { errorShare: 0.001, p95: 50, p99: 150, insertionMean: 1, insertionP99: 5 } as const;

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const number = (name: 'rate' | 'seconds' | 'seed', most: number) => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`--${name} ${values[name]}: expected a whole number from 1 to ${most}`);
  return value;
};
const { store } = values;
if (store !== 'sqlite' && store !== 'mongodb') throw new Error(`--store ${store}: expected sqlite or mongodb`);
const asked = { store, seed: number('seed', 1e9), rate: number('rate', 5000), seconds: number('seconds', 60), profile: values.profile } as const;

const say = (words: string) => void process.stderr.write(`${words}\n`);
const k6 = findK6();
say(`${store}: searches and commits alone`);
const beside = await alone(store, asked.seed);
const figures = await peak(asked, k6, say);
const misses = missed(figures);
if (beside.insertion.mean > LIMITS.insertionMean) misses.push(`a search takes ${beside.insertion.mean} ms on average`);
if (beside.insertion.p99 > LIMITS.insertionP99) misses.push(`one search in a hundred takes ${beside.insertion.p99} ms and more`);
for (const words of misses) say(`missed: ${words}`);
const { profile, ...flat } = figures;
const result = { ...asked, ...circumstances(), ...flat, alone: beside, missed: misses };
process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`);
if (profile !== undefined) say(profile);
process.exitCode = misses.length === 0 ? 0 : 1;

function missed({ dropped, errorShare, p95, p99, lost, answers }: PeakFigures): string[] {
  return [
    ...(dropped > 0 ? [`${dropped} requests could not be sent in time`] : []),
    ...(errorShare >= LIMITS.errorShare ? [`${errorShare} of the requests failed`] : []),
    ...(p95 > LIMITS.p95 ? [`p95 is ${p95} ms, expected at most ${LIMITS.p95}`] : []),
    ...(p99 > LIMITS.p99 ? [`p99 is ${p99} ms, expected at most ${LIMITS.p99}`] : []),
    ...(lost.length > 0 ? [`${lost.length} accepted seats are lost: ${lost.slice(0, 5).join(', ')}`] : []),
    ...(answers.accepted === 0 ? ['nobody was accepted'] : []),
  ];
}
