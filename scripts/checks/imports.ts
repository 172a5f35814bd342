/** The import line (design.md): held by rules, and the rules held by imports planted against them. */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['contracts', 'optimizer', 'server', 'ui', 'web', 'driver-app', 'fixtures', 'bench', 'scripts'];
/** Fewer modules read means that the rules judged nothing. */
const LEAST = 150;

function cruise(): { readonly violations: { from: string; rule: { name: string }; to: string }[]; readonly modules: number } {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS];
  const done = spawnSync(join('node_modules', '.bin', 'depcruise'), args, { encoding: 'utf8', maxBuffer: 256_000_000 });
  if (done.stdout === '') throw new Error(`dependency-cruiser said nothing: ${done.stderr}`);
  const { summary } = JSON.parse(done.stdout) as { summary: { violations: { from: string; rule: { name: string }; to: string }[]; totalCruised: number } };
  return { violations: summary.violations, modules: summary.totalCruised };
}

/** Imports that must be refused, each with the rule that does it. */
const planted = [
  { file: 'server/src/domain/planted.ts', text: "export { openSqlite } from '../adapters/sqlite/openSqlite.ts';\n", rule: 'domain-knows-nothing-above' },
  { file: 'server/src/usecases/planted.ts', text: "export { openSqlite } from '../adapters/sqlite/openSqlite.ts';\n", rule: 'only-compose-takes-adapters' },
  { file: 'server/src/http/planted.ts', text: "export { solve } from '@passaggio/optimizer';\n", rule: 'only-matching-takes-the-optimizer' },
  { file: 'optimizer/src/planted.ts', text: "export { MINUTE } from '@passaggio/contracts';\n", rule: 'optimizer-stands-alone' },
  { file: 'web/src/planted.ts', text: "export { rules } from '../../server/src/domain/rules.ts';\n", rule: 'apps-take-contracts-and-ui' },
  { file: 'bench/simulate/judge/planted.ts', text: "export { rules } from '../../../server/src/domain/rules.ts';\n", rule: 'the-judge-knows-contracts-alone' },
];

const asItIs = cruise();
const complain = (words: string) => {
  process.stdout.write(`${words}\n`);
  process.exitCode = 1;
};
if (asItIs.modules < LEAST) complain(`${asItIs.modules} modules read, expected at least ${LEAST}`);
for (const { from, to, rule } of asItIs.violations) complain(`${rule.name}: ${from} imports ${to}`);

try {
  for (const { file, text } of planted) writeFileSync(file, text, { flag: 'wx' });
  const { violations } = cruise();
  for (const { file, rule } of planted) {
    if (!violations.some((one) => one.from === file && one.rule.name === rule)) complain(`the rule ${rule} lets ${file} through`);
  }
} finally {
  for (const { file } of planted) rmSync(file, { force: true });
}
