/**
 * `npm run -s mutants [-- --only NAME --rotate N --seed S --json --markdown]`: puts faults into copies of the tree, one at a time, and
 * runs for each the command that must notice. A mutant that survives, or that no longer applies, fails.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { mutants } from './list/all.ts';
import { judgeAll, type Verdict } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { endAll } from './run.ts';
import { table } from './table.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rotate: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});

function wanted(): readonly Mutant[] {
  const { only, rotate, seed } = values;
  const named = only === undefined ? mutants : mutants.filter(({ name }) => name.includes(only));
  if (named.length === 0) throw new Error(`--only ${only}: no mutant is named so, expected a part of one of ${mutants.length} names`);
  if (rotate === undefined) return named;
  const count = Number(rotate);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--rotate ${rotate}: expected a whole number from 1`);
  const draw = ({ name }: Mutant) => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return named.toSorted((a, b) => (draw(a) < draw(b) ? -1 : 1)).slice(0, count);
}

function tell({ mutant, end, seconds, said }: Verdict): void {
  process.stderr.write(`${end === 'caught' ? 'caught  ' : 'SURVIVED'} ${mutant.promise}: ${mutant.name} (${seconds} s)\n`);
  if (end !== 'caught') process.stderr.write(`  ${end}\n${said}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(1);
  });
}
const began = performance.now();
const verdicts = await judgeAll(wanted(), tell);
const survived = verdicts.filter(({ end }) => end !== 'caught').map(({ mutant }) => mutant.name);
const result = { mutants: verdicts.length, caught: verdicts.length - survived.length, survived, seconds: Math.round((performance.now() - began) / 1000) };
process.stdout.write(values.markdown ? table(verdicts, result.seconds) : `${JSON.stringify(result, null, values.json ? 0 : 2)}\n`);
process.exitCode = survived.length === 0 ? 0 : 1;
