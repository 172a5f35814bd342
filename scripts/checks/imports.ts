/** The import line (ARCHITECTURE.md): held by rules, and the rules held by imports planted against them in a copy of the tree. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { complain, tracked } from './files.ts';

const FOLDERS = ['contracts', 'optimizer', 'server', 'ui', 'web', 'driver-app', 'fixtures', 'bench', 'scripts'];
/** Fewer modules or imports read means that the rules judged nothing: under TypeScript 7 dependency-cruiser reads none and passes. */
const LEAST = { modules: 200, imports: 800 };

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
    readonly totalCruised: number;
    readonly totalDependenciesCruised: number;
  };
}

function cruise(root: string): Cruise {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS];
  const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/depcruise'), args, { cwd: root, encoding: 'utf8', maxBuffer: 256_000_000 });
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return JSON.parse(stdout) as Cruise;
}

/** Imports that must be refused, each with the rule that does it. */
const planted = [
  { file: 'server/src/domain/planted.ts', takes: '../adapters/sqlite/openSqlite.ts', rule: 'domain-knows-nothing-above' },
  { file: 'server/src/domain/planted-port.ts', takes: '../ports/store.ts', rule: 'domain-knows-nothing-above' },
  { file: 'server/src/domain/planted-package.ts', takes: 'mongoose', rule: 'pure-parts-take-no-package' },
  { file: 'server/src/matching/planted.ts', takes: '../usecases/handlers.ts', rule: 'matching-takes-domain' },
  { file: 'server/src/ports/planted.ts', takes: '../matching/draft.ts', rule: 'ports-take-domain-types' },
  { file: 'server/src/usecases/planted.ts', takes: '../adapters/sqlite/openSqlite.ts', rule: 'usecases-take-ports' },
  { file: 'server/src/usecases/planted-door.ts', takes: '../http/dispatch.ts', rule: 'usecases-take-ports' },
  { file: 'server/src/http/planted.ts', takes: '../matching/draft.ts', rule: 'doors-take-usecases' },
  { file: 'server/src/http/planted-adapter.ts', takes: '../adapters/sqlite/openSqlite.ts', rule: 'only-compose-takes-adapters' },
  { file: 'server/src/http/planted-optimizer.ts', takes: '@passaggio/optimizer', rule: 'only-matching-takes-the-optimizer' },
  { file: 'server/src/jobs/planted.ts', takes: '../compose.ts', rule: 'only-start-takes-compose' },
  { file: 'server/src/jobs/planted-helper.ts', takes: '../testing/world.ts', rule: 'no-test-helpers-in-production' },
  { file: 'server/src/jobs/planted-tool.ts', takes: '../../../scripts/build.ts', rule: 'nobody-takes-bench-or-scripts' },
  { file: 'server/src/jobs/planted-unknown.ts', takes: './not-there.ts', rule: 'everything-resolves' },
  { file: 'server/src/adapters/planted.ts', takes: '../usecases/handlers.ts', rule: 'adapters-take-ports' },
  { file: 'server/src/adapters/workers/planted.ts', takes: '../../usecases/handlers.ts', rule: 'workers-run-matching' },
  { file: 'optimizer/src/planted.ts', takes: '../../contracts/src/index.ts', rule: 'optimizer-stands-alone' },
  { file: 'contracts/src/planted.ts', takes: 'node:fs', rule: 'contracts-take-zod' },
  { file: 'web/src/planted.ts', takes: '../../server/src/domain/rules.ts', rule: 'apps-take-contracts-and-ui' },
  { file: 'driver-app/src/planted.ts', takes: '../../web/src/features/help/hours.ts', rule: 'apps-stay-apart' },
  { file: 'ui/src/planted.ts', takes: '../../web/src/features/help/hours.ts', rule: 'ui-takes-contracts' },
  { file: 'web/src/app/rider/planted.ts', takes: '../../lib/planted-between.ts', rule: 'a-rider-never-downloads-the-console' },
  { file: 'web/src/lib/planted-between.ts', takes: '../app/console/planted-console.ts', rule: undefined },
  { file: 'web/src/app/console/planted-console.ts', takes: '@passaggio/contracts', rule: undefined },
  { file: 'fixtures/src/planted.ts', takes: '../../server/src/domain/rules.ts', rule: 'fixtures-take-contracts' },
  { file: 'bench/simulate/judge/planted.ts', takes: '../../../server/src/domain/rules.ts', rule: 'the-judge-knows-contracts-alone' },
  { file: 'bench/simulate/judge-planted.ts', takes: '../../optimizer/src/index.ts', rule: 'the-judge-knows-contracts-alone' },
  { file: 'ui/src/planted-a.ts', takes: './planted-b.ts', rule: 'no-cycles' },
  { file: 'ui/src/planted-b.ts', takes: './planted-a.ts', rule: undefined },
  { file: 'web/src/planted-package.ts', takes: 'fast-check', rule: 'packages-are-declared' },
  { file: 'server/src/jobs/planted-dev.ts', takes: 'socket.io-client', rule: 'production-takes-no-dev-package' },
  { file: 'server/src/ports/solver.ts', takes: '../matching/draft.ts', rule: 'the-solver-port-names-matching' },
] as const;

/** The sources with the planted imports, beside the installed packages. */
function plantedCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'passaggio-imports-'));
  const kept = /\.(ts|tsx|mjs|cjs|css|json|yaml)$/;
  for (const file of tracked().filter((each) => kept.test(each) && !each.startsWith('fixtures/data/'))) cpSync(file, join(copy, file));
  for (const folder of ['.', ...FOLDERS].map((each) => join(each, 'node_modules')).filter((each) => existsSync(each))) {
    if (folder === 'node_modules') symlinkSync(resolve(folder), join(copy, folder));
    else cpSync(folder, join(copy, folder), { recursive: true, verbatimSymlinks: true });
  }
  for (const { file, takes } of planted) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `export * as planted from '${takes}';\n`, { flag: 'a' });
  }
  return copy;
}

function judgeTheTree(): void {
  const { modules, summary } = cruise('.');
  const { totalCruised, totalDependenciesCruised, violations } = summary;
  if (totalCruised < LEAST.modules) complain(`${totalCruised} modules read, expected at least ${LEAST.modules}`);
  if (totalDependenciesCruised < LEAST.imports) complain(`${totalDependenciesCruised} imports read, expected at least ${LEAST.imports}`);
  const read = new Set(modules.map((module) => module.source));
  const sources = tracked().filter(
    (file) => /^(contracts|optimizer|server|ui|web|driver-app|fixtures|bench|scripts)\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
  );
  for (const file of sources) if (!read.has(file)) complain(`${file} was not read`);
  for (const { from, to, rule } of violations) complain(`${rule.name}: ${from} imports ${to}`);
}

function judgeTheRules(): void {
  const copy = plantedCopy();
  try {
    const { violations } = cruise(copy).summary;
    for (const { file, takes, rule } of planted) {
      if (rule === undefined || violations.some((one) => one.from === file && one.rule.name === rule)) continue;
      complain(`the rule ${rule} lets ${file} import ${takes}`);
    }
    const proved = new Set<string | undefined>(planted.map(({ rule }) => rule));
    const rules = [...readFileSync('.dependency-cruiser.cjs', 'utf8').matchAll(/^ +rule\('([\w-]+)'/gm)].map(([, name]) => name!);
    for (const name of rules.filter((each) => !proved.has(each))) complain(`nothing is planted against the rule ${name}`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

judgeTheTree();
judgeTheRules();
