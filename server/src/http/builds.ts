/** Which build of the pages the server has: told with each answer to `sync`, so that an old page can offer the new one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE, type Role } from '@passaggio/contracts';
import type { AppFolders } from './statics.ts';

/** As written by scripts/build.ts into each folder, and by it into the pages. */
const STAMP = '.built';
/** Pages may be built anew under a server that runs: looked at again after this. */
const AGAIN = MINUTE;

/** @returns undefined where there are no pages, or nobody knows what they were built from */
export function openBuilds(apps: AppFolders | undefined, now: () => number): (role: Role) => string | undefined {
  if (apps === undefined) return () => undefined;
  let read = { at: -Infinity, web: undefined as string | undefined, driver: undefined as string | undefined };
  return (role) => {
    if (now() - read.at > AGAIN) read = { at: now(), web: stampIn(apps.web), driver: stampIn(apps.driver) };
    return role === 'driver' ? read.driver : read.web;
  };
}

function stampIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}
