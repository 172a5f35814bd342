/** Finds a Chromium for browser tests, or installs Debian's where that is possible. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** Pages are shown in Arabic and Urdu too. */
const SCRIPT = 'ar';
const PACKAGES = ['chromium', 'fonts-noto-core', 'fontconfig'];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function find(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named === undefined) return inPath(NAMES);
  if (!isProgram(named)) throw new Error(`CHROMIUM is ${named}, expected a program`);
  return named;
}

/** Undefined where nobody can say. */
function hasFont(): boolean | undefined {
  const { status, stdout } = spawnSync('fc-list', [`:lang=${SCRIPT}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() !== '' : undefined;
}

function install(): void {
  if (process.getuid?.() !== 0 || inPath(['apt-get']) === undefined) return;
  process.stderr.write(`installing ${PACKAGES.join(' ')} (once) ...\n`);
  const options = { stdio: ['ignore', 2, 2] as ['ignore', number, number], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES], options);
}

/** @throws with what to do where there is none and none can be installed */
export function findChromium(): string {
  if (find() === undefined || hasFont() !== true) install();
  const found = find();
  if (found === undefined) throw new Error(`no Chromium: install it (Debian, as root: apt-get install ${PACKAGES.join(' ')}), or name one in CHROMIUM`);
  if (hasFont() === false) process.stderr.write('\n!!! no font with Arabic letters (Debian: fonts-noto-core): its pages are tested with empty boxes.\n\n');
  return found;
}

if (import.meta.main) process.stdout.write(`${findChromium()}\n`);
