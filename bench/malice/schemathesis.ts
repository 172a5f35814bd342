/** Finds schemathesis, or installs it with pip into the ignored cache folder. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = 'schemathesis==4.32.5';
const CACHE = fileURLToPath(new URL('../../.cache/schemathesis', import.meta.url));

/**
 * @returns  undefined where there is none and none can be had: the caller says loudly what it skips
 * @throws Error  the same where CI=true, as nothing may be skipped there
 */
export function findSchemathesis(): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), join(CACHE, 'bin')].map((folder) => join(folder, 'schemathesis'));
  const found = places.find(isProgram) ?? installed();
  if (found !== undefined) return found;
  const words = 'No schemathesis: install it in PATH, or python3 with pip and venv so that it can be fetched.';
  if (process.env['CI'] === 'true') throw new Error(words);
  process.stderr.write(`\n!!! ${words} The walk over the API document is SKIPPED.\n\n`);
  return undefined;
}

function installed(): string | undefined {
  process.stderr.write(`fetching ${WANTED} (once) ...\n`);
  const steps = [
    ['python3', '-m', 'venv', CACHE],
    [join(CACHE, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check', WANTED],
  ] as const;
  for (const [program, ...args] of steps) {
    const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
    if (status === 0) continue;
    process.stderr.write(`${program}: ${error?.message ?? stderr}\n`);
    return undefined;
  }
  return join(CACHE, 'bin', 'schemathesis');
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
