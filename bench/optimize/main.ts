/** `npm run -s optimize -- FILE --format dawn --seconds 60 --threads 2 --seed 1 --out F`: plans a public instance and writes the solution. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { check, readDawn, solveAll, writeDawn, type Problem, type Task } from '@passaggio/optimizer';

const USAGE = 'usage: optimize FILE --format dawn [--seconds 60 | --iterations N] [--threads 2] [--seed 1] --out FILE';

interface Wanted {
  readonly file: string;
  readonly seconds: number;
  readonly iterations: number | undefined;
  readonly threads: number;
  readonly seed: number;
  readonly out: string;
}

function wanted(): Wanted {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      iterations: { type: 'string' },
      threads: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined || values.out === undefined) throw new Error(USAGE);
  if (values.format !== 'dawn') throw new Error(`--format ${values.format ?? '(missing)'}: expected dawn`);
  const number = (name: string, text: string, least: number) => {
    const value = Number(text);
    if (!(value >= least)) throw new Error(`--${name} ${text}: expected a number of at least ${least}`);
    return value;
  };
  return {
    file,
    out: values.out,
    seconds: number('seconds', values.seconds, 0.1),
    threads: number('threads', values.threads, 1),
    seed: number('seed', values.seed, 0),
    iterations: values.iterations === undefined ? undefined : number('iterations', values.iterations, 1),
  };
}

/** Time shares by size: a search step on a larger problem takes longer, and there is more to find. */
function tasksOf(problems: readonly Problem[], { seconds, iterations, threads, seed }: Wanted): Task[] {
  const weight = (problem: Problem) => problem.requests.length ** 1.3;
  const total = problems.reduce((sum, problem) => sum + weight(problem), 0);
  const lanes = Math.min(threads, problems.length);
  const budget = seconds * lanes * 0.97; // starting threads and uneven lanes take the rest
  return problems.map((problem) => (iterations === undefined ? { problem, seed, seconds: (budget * weight(problem)) / total } : { problem, seed, iterations }));
}

async function main(): Promise<void> {
  const asked = wanted();
  const { instance, problems } = readDawn(readFileSync(asked.file, 'utf8'));
  const began = performance.now();
  const cpu = process.cpuUsage();
  const solutions = await solveAll(tasksOf(problems, asked), asked.threads);
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  const faults = solutions.flatMap((solution, i) => check(problems[i]!, solution));
  const unserved = solutions.flatMap((solution) => solution.unserved).reduce((sum, one) => sum + one.count, 0);
  const name = basename(asked.file, '.json');
  const round = (value: number) => Math.round(value * 10) / 10;
  writeFileSync(
    asked.out,
    JSON.stringify({
      format: 'dawn',
      instance: name,
      seed: asked.seed,
      seconds: round(seconds),
      cpuSeconds: round(cpuSeconds),
      routes: writeDawn(instance, solutions),
    }),
  );
  const total = (value: (solution: (typeof solutions)[number]) => number) => solutions.reduce((sum, solution) => sum + value(solution), 0);
  const line = {
    instance: name,
    seed: asked.seed,
    cost: total((solution) => solution.cost),
    bound: total((solution) => solution.bound),
    vehicles: total((solution) => solution.routes.length),
    served: instance.n - unserved,
    unserved,
    faults: faults.length,
    seconds: round(seconds),
    cpuSeconds: round(cpuSeconds),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (faults.length > 0) throw new Error(`the checker finds ${faults.length} faults, expected none: ${JSON.stringify(faults[0])}`);
}

main().catch((cause: unknown) => {
  process.stderr.write(`optimize: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
});
