import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { webPush } from '../../server/src/adapters/webpush/webPush.ts';
import type { Ports } from '../../server/src/compose.ts';
import { openPushService, pushPhone, type PushService } from '../../server/src/testing/pushService.ts';
import { rawSocket, type RawSocket } from '../../server/src/testing/rawSocket.ts';
import { openStage, type Browser, type Stage } from './stage.ts';

/** Of the ones that attack. */
const RIDERS = 101; // rider 0, and a hundred whose phones hang
let stage: Stage;
let store: Ports['store'];
let service: PushService;
/** Of somebody who attacks nobody. */
let honest: { readonly browser: Browser; readonly stream: string; readonly socket: Socket };
const open: (Socket | RawSocket)[] = [];
beforeAll(async () => {
  service = await openPushService();
  stage = await openStage(RIDERS + 1, (ports) => {
    ({ store } = ports);
    return { ...ports, push: webPush({ secret: ports.secret, contact: 'mailto:x@y.invalid', services: [], loopback: true }) };
  });
  const browser = await signedIn(RIDERS);
  honest = { browser, stream: streamOf(RIDERS), socket: await connected(browser) };
});
afterAll(async () => {
  for (const one of open) one.close();
  await stage.close();
  await service.close();
});

const streamOf = (rider: number) => `rider:${stage.riders[rider]!.account}`;

/** Each at an address of its own. */
async function signedIn(rider: number): Promise<Browser> {
  const browser = stage.browser(`198.51.100.${rider}`);
  const { number, pin } = stage.riders[rider]!;
  await browser.call('riderSignIn', { body: { number, pin } as never });
  return browser;
}

function connected(browser: Browser, transport: 'websocket' | 'polling' = 'websocket'): Promise<Socket> {
  const extraHeaders = { cookie: browser.cookie(), origin: stage.origin };
  const socket = io(stage.origin, { transports: [transport], upgrade: false, auth: { door: 'rider' }, extraHeaders, reconnection: false, forceNew: true });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Milliseconds in which the honest rider is answered. */
async function served(): Promise<number> {
  const began = performance.now();
  const reply = (await honest.socket.emitWithAck('sync', { stream: honest.stream, epoch: '', after: 0 })) as { ok: boolean };
  await honest.browser.call('myRides', {});
  expect(reply.ok).toBe(true);
  return performance.now() - began;
}
const p95 = (waits: readonly number[]) => waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)]!;

test('a rider who opens sockets of every kind and asks on each without end keeps five; nobody else waits', async () => {
  const browser = await signedIn(0);
  const sockets = await Promise.all(Array.from({ length: 40 }, (_, i) => connected(browser, i % 4 === 0 ? 'polling' : 'websocket')));
  await vi.waitFor(() => expect(sockets.filter((one) => one.connected)).toHaveLength(5));
  const left = sockets.filter((one) => one.connected);
  let over = false;
  const flood = async (socket: Socket): Promise<void> => {
    while (!over && socket.connected) {
      await Promise.race([
        Promise.allSettled(Array.from({ length: 8 }, () => socket.timeout(2_000).emitWithAck('sync', { stream: streamOf(0), epoch: '', after: 0 }))),
        new Promise((resolve) => socket.once('disconnect', resolve)),
      ]);
    }
  };
  const floods = Promise.all(left.map(flood));
  const waits: number[] = [];
  for (let i = 0; i < 20; i += 1) waits.push(await served());
  over = true;
  await floods;
  expect(p95(waits)).toBeLessThan(1_000);
  expect(honest.socket.connected).toBe(true);
  for (const socket of sockets) socket.close();
});

test('four hundred connections that never say who they are, or say it wrongly, are ended; others are served meanwhile', async () => {
  const silent = await Promise.all(Array.from({ length: 400 }, () => rawSocket(stage.origin)));
  open.push(...silent);
  for (const one of silent.slice(200)) one.say('40{"door":"rider"}');
  const waits: number[] = [];
  let over = false;
  const ended = Promise.all(silent.map((one) => one.ended)).finally(() => (over = true));
  while (!over) {
    const began = performance.now();
    await fetch(`${stage.origin}/healthz`);
    waits.push(performance.now() - began);
  }
  await ended;
  expect(p95(waits)).toBeLessThan(1_000);
  expect(new Set(silent.slice(200).map((one) => one.heard().includes('not-signed-in')))).toEqual(new Set([true]));
}, 60_000);

test('a hundred phones whose push service never answers hold up nobody’s news', async () => {
  service.arrived = (message) => (message.path.startsWith('/hangs') ? new Promise(() => undefined) : Promise.resolve());
  const browsers = await Promise.all(Array.from({ length: 100 }, (_, i) => signedIn(i + 1)));
  for (const [i, browser] of browsers.entries()) await browser.call('putPush', { body: pushPhone(service, `hangs-${i}`).body('it') });
  const phone = pushPhone(service, 'honest');
  await honest.browser.call('putPush', { body: phone.body('it') });
  const [card] = (await (await stage.as('rider')).call('myRides', {})).cards;
  const body = { v: 1, type: 'card', card: { ...card, state: 'refused', reason: 'left-out' } };
  await store.commit([{ events: browsers.map((_, i) => ({ stream: streamOf(i + 1), body })) }], stage.time);
  await vi.waitFor(() => expect(service.delivered).toHaveLength(100), { timeout: 30_000 });
  await store.commit([{ events: [{ stream: honest.stream, body }] }], stage.time);
  await vi.waitFor(() => expect(service.delivered.map(({ path }) => path)).toContain('/honest'), { timeout: 30_000 });
  expect(service.givenUp).toBeLessThan(50); // with sixteen places for all, 85 of them first; on a machine with time to spare none
}, 120_000);

test('nothing of it was a fault of the server', () => {
  expect(stage.log.flatMap(({ fault }) => fault ?? [])).toEqual([]);
});
