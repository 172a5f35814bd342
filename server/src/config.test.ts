import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { BadConfig, configFrom, secretOf } from './config.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  folders.push(folder);
  return folder;
}

test('without anything set, a SQLite store in ./data serves this machine alone', () => {
  expect(configFrom({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: 'data',
    store: { kind: 'sqlite', folder: 'data/store' },
    coordinator: undefined,
    logLevel: 'info',
    proxies: [],
    pushContact: 'mailto:push@passaggio.invalid',
    pushServices: ['fcm.googleapis.com', 'updates.push.services.mozilla.com', '*.notify.windows.com', '*.push.apple.com'],
    metricsToken: undefined,
  });
});

test('everything can be set', () => {
  const env = {
    PORT: '8080',
    HOST: '::',
    DATA_DIR: '/srv/p',
    STORE_URL: 'mongodb://db/passaggio',
    COORDINATOR_NUMBER: '10000001',
    COORDINATOR_PIN: '4826',
    LOG_LEVEL: 'warn',
    TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16,fd00::/8',
    PUSH_CONTACT: 'https://passaggio.example/contact',
    PUSH_SERVICES: 'push.example.org, *.push.example.org',
    METRICS_TOKEN: 'a-token-of-this-test',
  };
  expect(configFrom(env)).toEqual({
    port: 8080,
    host: '::',
    dataDir: '/srv/p',
    store: { kind: 'mongodb', url: 'mongodb://db/passaggio' },
    coordinator: { number: '10000001', pin: '4826' },
    logLevel: 'warn',
    proxies: ['10.0.0.7', '10.1.0.0/16', 'fd00::/8'],
    pushContact: 'https://passaggio.example/contact',
    pushServices: ['push.example.org', '*.push.example.org'],
    metricsToken: 'a-token-of-this-test',
  });
});

test.each([
  [{ PORT: 'http' }, 'PORT=http: expected a number from 0 to 65535'],
  [{ PORT: '65536' }, 'PORT=65536'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud: expected one of fatal'],
  [{ COORDINATOR_NUMBER: '10000001' }, 'set both'],
  [{ COORDINATOR_NUMBER: '1', COORDINATOR_PIN: '4826' }, 'COORDINATOR_NUMBER: expected 8 digits'],
  [{ COORDINATOR_NUMBER: '10000001', COORDINATOR_PIN: '48261' }, 'COORDINATOR_PIN: expected 4 digits'],
  [{ COORDINATOR_NUMBER: '10000001', COORDINATOR_PIN: '1234' }, 'COORDINATOR_PIN: expected one that is not guessed first'],
  [{ STORE_URL: 'sqlite:' }, 'STORE_URL begins with sqlite: expected sqlite:FOLDER'],
  [{ METRICS_TOKEN: 'guessed' }, 'METRICS_TOKEN: expected 20 to 200'],
  [{ PUSH_SERVICES: '*' }, 'PUSH_SERVICES: found *, expected hosts'],
  [{ PUSH_SERVICES: '*.org' }, 'PUSH_SERVICES: found *.org'],
  [{ PUSH_SERVICES: '10.0.0.1' }, 'PUSH_SERVICES: found 10.0.0.1'],
  [{ PUSH_SERVICES: 'https://push.example.org' }, 'PUSH_SERVICES: found https://push.example.org'],
  [{ TRUSTED_PROXIES: 'everybody' }, 'TRUSTED_PROXIES: found everybody'],
  [{ TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES: found 0.0.0.0/0'],
])('%o is refused with what to do', (env, words) => {
  expect(() => configFrom(env)).toThrow(BadConfig);
  expect(() => configFrom(env)).toThrow(words);
});

test('a refused store address does not repeat its password', () => {
  expect(() => configFrom({ STORE_URL: 'mongo://passaggio:Orecchiette7@db' })).toThrow(/^(?!.*Orecchiette)STORE_URL begins with mongo:/);
});

test('the secret is made once, for its owner alone, and nothing else is left behind', () => {
  const folder = join(newFolder(), 'data');
  const secret = secretOf({}, folder);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(secretOf({}, folder)).toBe(secret);
  expect([statSync(join(folder, 'secret')).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  chmodSync(join(folder, 'secret'), 0o644); // brought back by hand
  expect([secretOf({}, folder), statSync(join(folder, 'secret')).mode & 0o777]).toEqual([secret, 0o600]);
  expect(readdirSync(folder)).toEqual(['secret']);
  expect(secretOf({}, join(newFolder(), 'data'))).not.toBe(secret);
});

test('a secret that is cut off or too short is refused, never replaced', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'secret'), 'cut');
  expect(() => secretOf({}, folder)).toThrow('found 3 characters, expected at least 32: bring it back from a backup');
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('cut');
  expect(() => secretOf({ PASSAGGIO_SECRET: 'short' }, folder)).toThrow('PASSAGGIO_SECRET: expected at least 32 characters');
  expect(secretOf({ PASSAGGIO_SECRET: 'x'.repeat(32) }, folder)).toBe('x'.repeat(32));
});
