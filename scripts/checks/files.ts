/** What checks of the tree share. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Files that git tracks or would, from the root of the repository. */
export function tracked(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 64_000_000 });
  return listed.split('\n').filter((file) => file !== '' && existsSync(file));
}

/** Prints each line that matches and fails the process where there is one. */
export function found(what: string, files: readonly string[], pattern: RegExp): void {
  for (const file of files) {
    readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
      if (!pattern.test(line)) return;
      process.stdout.write(`${what}: ${file}:${i + 1}: ${line.trim().slice(0, 120)}\n`);
      process.exitCode = 1;
    });
  }
}
