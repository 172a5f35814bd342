/** Finds a Chromium for browser tests, or installs Debian's where that is possible. */
import { spawnSync } from 'node:child_process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const PACKAGES = ['chromium', 'fonts-noto-core'];

function find(): string | undefined {
  if (process.env['CHROMIUM'] !== undefined) return process.env['CHROMIUM'];
  for (const name of NAMES) {
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

/** @throws with what to do where there is none and none can be installed */
export function findChromium(): string {
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
    process.stderr.write('installing chromium (once) ...\n');
    const options = { stdio: ['ignore', 2, 2] as ['ignore', number, number], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-y', '-q', ...PACKAGES], options);
  }
  const installed = find();
  if (installed === undefined) throw new Error(`no Chromium: install it (Debian: apt-get install ${PACKAGES.join(' ')}), or name one in CHROMIUM`);
  return installed;
}
