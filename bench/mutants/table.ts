/** The table for bench/results/mutants.md. */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { root } from './copy.ts';
import type { Verdict } from './judge.ts';
import { wordsOf } from './mutant.ts';

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
const cell = (words: string) => words.replaceAll('|', String.raw`\|`);

export function table(verdicts: readonly Verdict[], seconds: number): string {
  const caught = verdicts.filter(({ end }) => end === 'caught').length;
  const slowest = Math.max(...verdicts.map((one) => one.seconds));
  return [
    '# Mutants',
    '',
    `\`npm run -s mutants -- --markdown\`: ${caught} of ${verdicts.length} caught in ${seconds} s, the slowest in ${slowest} s.`,
    `Commit ${git('rev-parse', '--short', 'HEAD')}, Node ${process.version}, ${cpus().length} cores, ${process.platform} ${process.arch}.`,
    '',
    '| Promise | The mutant | The command that goes red | Seconds | |',
    '|---|---|---|---|---|',
    ...verdicts.map(
      ({ mutant, end, seconds: each }) =>
        `| ${cell(mutant.promise)} | ${cell(mutant.name)} | ${cell(wordsOf(mutant.command))} | ${each} | ${end === 'caught' ? 'caught' : 'SURVIVED'} |`,
    ),
    '',
  ].join('\n');
}
