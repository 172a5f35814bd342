/** Copies of the tree to apply mutants to: our files in a folder of their own, the installed packages by links. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { patched, type Patch } from './mutant.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Copy {
  readonly folder: string;
  /** Runs `work` with the patch applied. */
  mutated<T>(patch: Patch, work: () => Promise<T>): Promise<T>;
  remove(): void;
}

/** Our files as they are, committed or not. */
export function openCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-mutants-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  for (const file of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) cpSync(join(root, file), join(folder, file));
  linkPackages(folder);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove); // also where somebody has had enough
  return {
    folder,
    async mutated(patch, work) {
      const file = join(folder, patch.file);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, patched(text, patch));
      try {
        return await work();
      } finally {
        writeFileSync(file, text);
      }
    },
    remove,
  };
}

/** Our own packages are linked by ways that stay inside the copy; the rest, but caches, is the original. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.') || ['.bin', '.pnpm'].includes(name)) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const name of readdirSync(root).filter((each) => each !== 'node_modules' && existsSync(join(root, each, 'node_modules')))) {
    const inside = (path: string) => !/node_modules\/\.(?!bin)/.test(path); // caches
    cpSync(join(root, name, 'node_modules'), join(folder, name, 'node_modules'), { recursive: true, verbatimSymlinks: true, filter: inside });
  }
  mkdirSync(join(root, '.cache', 'mongod'), { recursive: true });
  mkdirSync(join(folder, '.cache'));
  symlinkSync(join(root, '.cache', 'mongod'), join(folder, '.cache', 'mongod'));
}
