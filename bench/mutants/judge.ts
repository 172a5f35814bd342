/** Judges mutants, two at a time, each lane in a copy of its own. */
import { openCopy, type Copy } from './copy.ts';
import { wordsOf, type Command, type Mutant } from './mutant.ts';
import { run, type Run } from './run.ts';

export interface Verdict {
  readonly mutant: Mutant;
  /** `caught`, or why it was not. */
  readonly end: string;
  readonly seconds: number;
  readonly said: string;
}

const LANES = 2;

/** Changes a package of ours for the tests of another: a test that still passes reads the original tree. */
const canary: Mutant = {
  name: 'a minute is longer by a millisecond',
  promise: 'what is tested is the copy',
  file: 'contracts/src/durations.ts',
  find: 'export const MINUTE = 60_000;',
  replace: 'export const MINUTE = 60_001;',
  command: { test: 'server/src/matching/wishes.test.ts', named: 'P7: the outbound ends 20 to 0 min before the shift' },
};

export async function judgeAll(mutants: readonly Mutant[], tell: (verdict: Verdict) => void): Promise<Verdict[]> {
  const waiting = [...mutants.entries()];
  const verdicts: Verdict[] = [];
  const unmutated = new Map<string, Promise<Run>>();
  const lane = async () => {
    const copy = openCopy();
    try {
      await proveCopy(copy);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const verdict = await judge(next[1], copy, unmutated);
        verdicts[next[0]] = verdict;
        tell(verdict);
      }
    } finally {
      copy.remove();
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, mutants.length) }, lane));
  return verdicts;
}

/** @throws where the tests of a copy do not test the copy */
async function proveCopy(copy: Copy): Promise<void> {
  const { end, said } = await copy.mutated(canary, () => run(canary.command, copy.folder));
  if (end !== 'failed') throw new Error(`the canary ended as ${end}, expected failed: the tests of a copy read another tree. ${said}`);
}

/** The command passes without the mutant, or its failing would prove nothing: asked once a command, in whichever lane is first. */
async function judge(mutant: Mutant, copy: Copy, unmutated: Map<string, Promise<Run>>): Promise<Verdict> {
  const { command } = mutant;
  try {
    const plain = await passing(command, copy, unmutated);
    if (plain.end !== 'passed') return { mutant, ...plain, end: `without the mutant the command ended as ${plain.end}, expected passed` };
    const ended = await copy.mutated(mutant, () => run(command, copy.folder));
    const end = ended.end === 'failed' ? 'caught' : `the command ended as ${ended.end}, expected failed: ${wordsOf(command)}`;
    return { mutant, ...ended, end };
  } catch (cause) {
    return { mutant, end: cause instanceof Error ? cause.message : String(cause), seconds: 0, said: '' };
  }
}

function passing(command: Command, copy: Copy, unmutated: Map<string, Promise<Run>>): Promise<Run> {
  const key = wordsOf(command);
  const known = unmutated.get(key) ?? run(command, copy.folder);
  unmutated.set(key, known);
  return known;
}
