/** The lint is shown faults, in a folder of its own: a rule that no longer reads types, or was turned off, lets them through. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { complain } from './files.ts';

const planted = [
  { rule: 'typescript(no-floating-promises)', text: 'export function start() {\n  Promise.resolve(1);\n}\n' },
  { rule: 'typescript(no-misused-promises)', text: 'export const late = [1].filter(async () => Promise.resolve(true));\n' },
  { rule: 'typescript(no-explicit-any)', text: 'export const anything: any = 1;\n' },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    text: "export function pick(leg: 'outbound' | 'return') {\n  switch (leg) {\n    case 'outbound':\n      return 1;\n  }\n  return 0;\n}\n",
  },
  { rule: 'typescript(only-throw-error)', text: "export function stop() {\n  throw 'no seat';\n}\n" },
  { rule: 'eslint(eqeqeq)', text: 'export const same = (a: number, b: number) => a == b;\n' },
  { rule: 'eslint(no-unused-vars)', text: 'export function count() {\n  const seats = 8;\n}\n' },
];

const folder = mkdtempSync(join(tmpdir(), 'passaggio-lint-'));
try {
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'package.json']) cpSync(file, join(folder, file));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: './tsconfig.base.json', include: ['*.ts'] }));
  for (const [i, { text }] of planted.entries()) writeFileSync(join(folder, `planted${i}.ts`), text);
  const { stdout } = spawnSync(resolve('node_modules/.bin/oxlint'), ['--type-aware', '-f', 'json'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] };
  for (const [i, { rule }] of planted.entries()) {
    if (!diagnostics.some((one) => one.code === rule && one.filename.endsWith(`planted${i}.ts`))) complain(`${rule} lets its fault through`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
