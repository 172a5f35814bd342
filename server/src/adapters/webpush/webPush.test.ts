import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPushService, pushPhone, type PushService } from '../../testing/pushService.ts';
import { isPublic, publicLookup } from './addresses.ts';
import { keysFrom } from './vapid.ts';
import { webPush } from './webPush.ts';

const secret = 'a secret of this test, long enough';
const known = { secret, contact: 'mailto:x@y.invalid', services: ['updates.push.services.mozilla.com', '*.notify.windows.com'] };
const manner = { ttl: 60, urgency: 'high', topic: 'ride', patience: 10_000, signal: new AbortController().signal } as const;
const message = JSON.stringify({ v: 1, kind: 'seat', title: 'x', body: '', language: 'it', tag: 'ride' });

let service: PushService;
beforeEach(async () => {
  service = await openPushService();
});
afterEach(() => service.close());

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'ff02::1',
  'no address',
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['142.250.180.10', '17.57.144.20', '2a00:1450:4002::200a'])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  'http://push.example/x',
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://[::ffff:a00:1]/x',
  'https://2130706433/x', // 127.0.0.1 as browsers read it
  'https://0x7f.1/x',
  'https://localhost/x',
  'https://db.internal/x',
  'https://printer/x',
  'https://me:secret@push.example/x',
  'file:///etc/passwd',
  'http://127.0.0.1:1/x',
  'nothing',
  'https://push.example/x',
  'https://142.250.180.10/x',
  'https://mozilla.com/x',
  'https://updates.push.services.mozilla.com.evil.example/x',
  'https://evil-updates.push.services.mozilla.com/x',
  'https://updates.push.services.mozilla.com:8443/x',
  'https://notify.windows.com/x',
  'https://evilnotify.windows.com/x',
])('%s is no push service', (endpoint) => {
  expect(webPush(known).serviceOf(endpoint)).toBeUndefined();
});

test.each([
  ['https://updates.push.services.mozilla.com/wpush/v2/x', 'updates.push.services.mozilla.com'],
  ['https://db5p.notify.windows.com/w/?token=x', '*.notify.windows.com'],
  ['https://UPDATES.push.services.mozilla.com:443/x', 'updates.push.services.mozilla.com'],
])('%s is of the push service %s', (endpoint, service) => {
  expect(webPush(known).serviceOf(endpoint)).toBe(service);
});

test.each([
  ['no answer in the time that it has', { ...manner, patience: 50 }],
  ['our own end', { ...manner, signal: AbortSignal.abort() }],
])('%s ends the asking of a push service that hangs', async (_, within) => {
  service.arrived = () => new Promise(() => undefined);
  expect(await webPush({ ...known, loopback: true }).send(pushPhone(service, 'x').body('it'), message, within)).toBe('later');
});

test('a name that stands for an address inside is not connected to', async () => {
  const failed = await new Promise((resolve) => publicLookup('localhost', {}, (error) => resolve(error?.message)));
  expect(failed).toBe('resolves to an address that is not public');
});

test('nothing is sent inside, whatever is stored', async () => {
  const { endpoint, p256dh, auth } = pushPhone(service, 'x').body('it');
  const push = webPush(known);
  expect(await push.send({ endpoint, p256dh, auth }, message, manner)).toBe('gone');
  expect(service.delivered).toEqual([]);
});

test.each([
  [201, 'sent'],
  [404, 'gone'],
  [410, 'gone'],
  [400, 'gone'],
  [429, 'later'],
  [302, 'later'],
  [500, 'later'],
] as const)('status %i is %s', async (status, outcome) => {
  service.status = status;
  const push = webPush({ ...known, loopback: true });
  expect(await push.send(pushPhone(service, 'x').body('it'), message, manner)).toBe(outcome);
  expect(service.delivered).toHaveLength(1);
});

test('keys that are no keys are a phone that is gone, and a service that is away is asked later', async () => {
  const push = webPush({ ...known, loopback: true });
  const phone = pushPhone(service, 'x').body('it');
  expect(await push.send({ ...phone, p256dh: 'B'.repeat(87) }, message, manner)).toBe('gone');
  await service.close();
  expect(await push.send(phone, message, manner)).toBe('later');
});

test('one secret makes one key pair, another one another', () => {
  expect(keysFrom(secret)).toEqual(keysFrom(secret));
  expect(keysFrom(secret)).not.toEqual(keysFrom(`${secret}.`));
  expect(Buffer.from(keysFrom(secret).publicKey, 'base64url')).toHaveLength(65);
});
