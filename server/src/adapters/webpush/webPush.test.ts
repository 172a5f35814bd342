import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPushService, pushPhone, type PushService } from '../../testing/pushService.ts';
import { isPublic, publicLookup } from './addresses.ts';
import { keysFrom } from './vapid.ts';
import { webPush } from './webPush.ts';

const secret = 'a secret of this test, long enough';
const manner = { ttl: 60, urgency: 'high', topic: 'ride' } as const;
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
])('%s is no push service', (endpoint) => {
  expect(webPush({ secret, contact: 'mailto:x@y.invalid' }).admits(endpoint)).toBe(false);
});

test('a push service on the internet is one', () => {
  expect(webPush({ secret, contact: 'mailto:x@y.invalid' }).admits('https://updates.push.services.mozilla.com/wpush/v2/x')).toBe(true);
});

test('a name that stands for an address inside is not connected to', async () => {
  const failed = await new Promise((resolve) => publicLookup('localhost', {}, (error) => resolve(error?.message)));
  expect(failed).toBe('resolves to an address that is not public');
});

test('nothing is sent inside, whatever is stored', async () => {
  const { endpoint, p256dh, auth } = pushPhone(service, 'x').body('it');
  const push = webPush({ secret, contact: 'mailto:x@y.invalid' });
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
  const push = webPush({ secret, contact: 'mailto:x@y.invalid', loopback: true });
  expect(await push.send(pushPhone(service, 'x').body('it'), message, manner)).toBe(outcome);
  expect(service.delivered).toHaveLength(1);
});

test('keys that are no keys are a phone that is gone, and a service that is away is asked later', async () => {
  const push = webPush({ secret, contact: 'mailto:x@y.invalid', loopback: true });
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
