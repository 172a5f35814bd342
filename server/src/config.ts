/** What the environment says, checked before anything is opened. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly store: { readonly kind: 'sqlite'; readonly folder: string } | { readonly kind: 'mongodb'; readonly url: string };
  readonly coordinator: { readonly number: string; readonly pin: string } | undefined;
}

/** What is wrong with the environment, and what to do. */
export class BadConfig extends Error {}

export function configFrom(env: NodeJS.ProcessEnv): Config {
  const dataDir = env['DATA_DIR'] ?? 'data';
  const port = Number(env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new BadConfig(`PORT=${env['PORT']}: expected a number from 0 to 65535`);
  const { COORDINATOR_NUMBER: number, COORDINATOR_PIN: pin } = env;
  if ((number === undefined) !== (pin === undefined)) throw new BadConfig('set both COORDINATOR_NUMBER and COORDINATOR_PIN, or neither');
  if (number !== undefined && !/^\d{8}$/.test(number)) throw new BadConfig('COORDINATOR_NUMBER: expected 8 digits');
  if (pin !== undefined && !/^\d{4}$/.test(pin)) throw new BadConfig('COORDINATOR_PIN: expected 4 digits');
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    dataDir,
    store: storeFrom(env['STORE_URL'] ?? `sqlite:${join(dataDir, 'store')}`),
    coordinator: number === undefined || pin === undefined ? undefined : { number, pin },
  };
}

function storeFrom(url: string): Config['store'] {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return { kind: 'sqlite', folder: url.slice('sqlite:'.length) };
  if (url.startsWith('mongodb://') || url.startsWith('mongodb+srv://')) return { kind: 'mongodb', url };
  throw new BadConfig(`STORE_URL=${url}: expected sqlite:FOLDER or mongodb://HOST/DATABASE`);
}

/** The installation's secret: from PASSAGGIO_SECRET, else made once and kept beside the data, readable by its owner alone. */
export function secretOf(env: NodeJS.ProcessEnv, dataDir: string): string {
  const given = env['PASSAGGIO_SECRET'];
  if (given !== undefined) {
    if (given.length < 32) throw new BadConfig('PASSAGGIO_SECRET: expected at least 32 characters');
    return given;
  }
  const file = join(dataDir, 'secret');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  return readFileSync(file, 'utf8');
}
