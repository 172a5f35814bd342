/** What checks of the tree share. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Files that git tracks or would, from the root of the repository. */
export function tracked(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 64_000_000 });
  return listed.split('\n').filter((file) => file !== '' && existsSync(file));
}

/** Says what is wrong, and fails the process. */
export function complain(words: string): void {
  process.stdout.write(`${words}\n`);
  process.exitCode = 1;
}

/** Something that must not be written, with a line that proves that the pattern finds it. */
export interface Forbidden {
  readonly what: string;
  readonly pattern: RegExp;
  readonly planted: string;
}

/** Complains of each line that matches, and of a pattern that lets its planted line through. */
export function forbid({ what, pattern, planted }: Forbidden, files: readonly string[]): void {
  if (!pattern.test(planted)) complain(`the check "${what}" lets through: ${planted}`);
  for (const file of files) {
    for (const [i, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (pattern.test(line)) complain(`${what}: ${file}:${i + 1}: ${line.trim().slice(0, 120)}`);
    }
  }
}
