/** What the environment says, checked before anything is opened. */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { trivial } from './usecases/accounts/secrets.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly store: { readonly kind: 'sqlite'; readonly folder: string } | { readonly kind: 'mongodb'; readonly url: string };
  readonly coordinator: { readonly number: string; readonly pin: string } | undefined;
  readonly logLevel: string;
  /** Addresses and networks of proxies whose word on the client's address is taken. */
  readonly proxies: readonly string[];
  /** Whom a push service may ask about us: `mailto:` or `https:`. */
  readonly pushContact: string;
  /** Hosts of push services that news may be sent to; `*.` before a name stands for those under it. */
  readonly pushServices: readonly string[];
  /** Opens `/metrics`. */
  readonly metricsToken: string | undefined;
}

/** What is wrong with the environment, and what to do. */
export class BadConfig extends Error {}

/** Whom a push service asks where nobody was named; a reserved name (RFC 2606). */
export const NOBODY = 'mailto:push@passaggio.invalid';

/** Push services of the browsers: Chrome and those made of it, Firefox, Edge on Windows, Safari. */
export const PUSH_SERVICES = ['fcm.googleapis.com', 'updates.push.services.mozilla.com', '*.notify.windows.com', '*.push.apple.com'] as const;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const SECRET_LENGTH = 32;
const METRICS_TOKEN = /^[\w-]{20,200}$/;

export function configFrom(env: NodeJS.ProcessEnv): Config {
  const dataDir = env['DATA_DIR'] ?? 'data';
  const port = Number(env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new BadConfig(`PORT=${env['PORT']}: expected a number from 0 to 65535`);
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!LEVELS.includes(logLevel)) throw new BadConfig(`LOG_LEVEL=${logLevel}: expected one of ${LEVELS.join(', ')}`);
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    dataDir,
    store: storeFrom(env['STORE_URL'] ?? `sqlite:${join(dataDir, 'store')}`),
    coordinator: coordinatorFrom(env),
    logLevel,
    proxies: proxiesFrom(env['TRUSTED_PROXIES'] ?? ''),
    pushContact: pushContactFrom(env['PUSH_CONTACT'] ?? NOBODY),
    pushServices: pushServicesFrom(env['PUSH_SERVICES']),
    metricsToken: metricsTokenFrom(env['METRICS_TOKEN']),
  };
}

function coordinatorFrom({ COORDINATOR_NUMBER: number, COORDINATOR_PIN: pin }: NodeJS.ProcessEnv): Config['coordinator'] {
  if (number === undefined && pin === undefined) return undefined;
  if (number === undefined || pin === undefined) throw new BadConfig('set both COORDINATOR_NUMBER and COORDINATOR_PIN, or neither');
  if (!/^\d{8}$/.test(number)) throw new BadConfig('COORDINATOR_NUMBER: expected 8 digits');
  if (!/^\d{4}$/.test(pin)) throw new BadConfig('COORDINATOR_PIN: expected 4 digits');
  if (trivial(pin)) throw new BadConfig('COORDINATOR_PIN: expected one that is not guessed first, such as a repeated digit, a row or a year');
  return { number, pin };
}

function metricsTokenFrom(token: string | undefined): string | undefined {
  if (token !== undefined && !METRICS_TOKEN.test(token)) throw new BadConfig('METRICS_TOKEN: expected 20 to 200 letters, digits, - or _');
  return token;
}

function pushContactFrom(contact: string): string {
  if (!/^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+)$/.test(contact)) throw new BadConfig('PUSH_CONTACT: expected mailto:ADDRESS or https://PAGE');
  return contact;
}

function pushServicesFrom(list: string | undefined): readonly string[] {
  if (list === undefined) return PUSH_SERVICES;
  const hosts = listed(list);
  for (const host of hosts) {
    if (/^(\*\.)?([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host)) continue;
    throw new BadConfig(`PUSH_SERVICES: found ${host}, expected hosts such as push.example.org or *.push.example.org, with commas between`);
  }
  return hosts;
}

/** The value may hold a password and is not repeated. */
function storeFrom(url: string): Config['store'] {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return { kind: 'sqlite', folder: url.slice('sqlite:'.length) };
  if (/^mongodb(\+srv)?:\/\/./.test(url)) return { kind: 'mongodb', url };
  throw new BadConfig(`STORE_URL begins with ${/^[a-z+]{0,20}/.exec(url)![0] || 'nothing'}: expected sqlite:FOLDER or mongodb://HOST/DATABASE`);
}

const listed = (list: string): string[] =>
  list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function proxiesFrom(list: string): string[] {
  const proxies = listed(list);
  for (const proxy of proxies) {
    const [address, bits] = proxy.split('/');
    const most = isIP(address!) === 4 ? 32 : 128;
    const fits = isIP(address!) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= most));
    if (!fits) throw new BadConfig(`TRUSTED_PROXIES: found ${proxy}, expected addresses or networks such as 10.0.0.7 or 10.0.0.0/8, with commas between`);
  }
  return proxies;
}

/**
 * The installation's secret: from PASSAGGIO_SECRET, else made once and kept beside the data, readable by its owner alone. Without it
 * nobody can sign in to the store any more, so it is on disk before it is used.
 */
export function secretOf(env: NodeJS.ProcessEnv, dataDir: string): string {
  const given = env['PASSAGGIO_SECRET'];
  if (given !== undefined) {
    if (given.length < SECRET_LENGTH) throw new BadConfig(`PASSAGGIO_SECRET: expected at least ${SECRET_LENGTH} characters`);
    return given;
  }
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) makeSecret(file, dataDir);
  narrow(file);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SECRET_LENGTH)
    throw new BadConfig(`${file}: found ${secret.length} characters, expected at least ${SECRET_LENGTH}: bring it back from a backup`);
  return secret;
}

/** A copy brought back by hand often has everybody's rights; one that another user lays there keeps theirs. */
function narrow(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (cause) {
    if (!['EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
  }
}

/** Whole or not at all, and never over another one: two servers may start in one folder at the same moment. */
function makeSecret(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, randomBytes(32).toString('base64url'));
    fsyncSync(handle);
    linkSync(draft, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  } finally {
    closeSync(handle);
    rmSync(draft);
  }
  const entry = openSync(folder, 'r');
  fsyncSync(entry);
  closeSync(entry);
}
