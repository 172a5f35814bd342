/** Finds k6, the load generator, or builds it once into the cache folder. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = 'v1.8.1';
const CACHE = fileURLToPath(new URL('../../../.cache/k6', import.meta.url));

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @throws with what to do where there is none and none can be built */
export function findK6(): string {
  const named = process.env['K6'];
  if (named !== undefined && !isProgram(named)) throw new Error(`K6 is ${named}, expected a program`);
  const inPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'k6'));
  const cached = join(CACHE, 'k6');
  const found = [...(named === undefined ? [] : [named]), ...inPath, cached].find(isProgram);
  if (found !== undefined) return found;
  mkdirSync(CACHE, { recursive: true });
  process.stderr.write(`building k6 ${VERSION} (once, some minutes) ...\n`);
  spawnSync('go', ['install', `go.k6.io/k6@${VERSION}`], { stdio: ['ignore', 2, 2], env: { ...process.env, GOBIN: CACHE } });
  if (isProgram(cached)) return cached;
  throw new Error('!!! NO k6, so NOTHING WAS MEASURED: install k6 (grafana.com/docs/k6) or Go 1.25 so that it can be built, or name one in K6');
}
