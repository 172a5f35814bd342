/** `npm run -s bench:live -- [--phones 18000] [--sign-ins 2000] [--seed 1] [--profile] [--json]`: dawn, beside a bare socket.io server. */
import { parseArgs } from 'node:util';
import { circumstances } from '../stage/figures.ts';
import { bareDawn } from './beside.ts';
import { dawn, type DawnFigures } from './dawn.ts';

/** Milliseconds. */
const LIMITS = { publishToAll: 3_000, backAgain: 60_000, blocked: 100 } as const;

const { values } = parseArgs({
  options: {
    phones: { type: 'string', default: '18000' },
    'sign-ins': { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const number = (name: 'phones' | 'sign-ins' | 'seed', most: number) => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`--${name} ${values[name]}: expected a whole number from 1 to ${most}`);
  return value;
};
const phones = number('phones', 50_000);
const asked = { phones, signIns: Math.min(phones, number('sign-ins', 50_000)), seed: number('seed', 1e9), profile: values.profile };
const say = (words: string) => void process.stderr.write(`${words}\n`);

const { profiles, ...figures } = await dawn(asked, say);
say('the same with a bare socket.io server');
const bare = await bareDawn(asked.phones, figures.bytesAnEvent);
const misses = missed(figures);
for (const words of misses) say(`missed: ${words}`);
const result = { ...asked, ...circumstances(), ...figures, bare, missed: misses };
process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`);
for (const words of profiles) say(words);
process.exitCode = misses.length === 0 ? 0 : 1;

function missed({ publishToAll, backAgain, blocked, facts, signIns }: Omit<DawnFigures, 'profiles'>): string[] {
  return [
    ...(publishToAll > LIMITS.publishToAll ? [`a publish to all took ${publishToAll} ms, expected at most ${LIMITS.publishToAll}`] : []),
    ...(backAgain > LIMITS.backAgain ? [`all were back after ${backAgain} ms, expected at most ${LIMITS.backAgain}`] : []),
    ...Object.entries(blocked).flatMap(([phase, ms]) => (ms > LIMITS.blocked ? [`the event loop was held up for ${ms} ms in ${phase}`] : [])),
    ...(facts.count === 0 ? ['no driver sent a fact in the storm: nothing was measured of it'] : []),
    ...(signIns.undocumented.length > 0 ? [`signing in was answered with ${[...new Set(signIns.undocumented)].join('; ')}`] : []),
  ];
}
