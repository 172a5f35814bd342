import { afterEach, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { client } from '@passaggio/contracts';
import { StoreAway } from '../ports/store.ts';
import { AFTERNOON, ask, cutOff } from '../testing/summerDay.ts';
import { COORDINATOR, openWorld, peopled, utc, type World } from '../testing/world.ts';

const TOKEN = 'a-token-of-this-test';
let world: World;
afterEach(() => world.close());

const page = (origin: string, authorization?: string) => fetch(`${origin}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
const figures = async (origin: string) => (await page(origin, `Bearer ${TOKEN}`)).text();
const value = (text: string, figure: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${figure} `));
  return line === undefined ? undefined : Number(line.slice(figure.length));
};

test('an installation without a token has no figures', async () => {
  world = await openWorld(AFTERNOON);
  const origin = await world.product.listen(0, '127.0.0.1');
  expect((await page(origin, 'Bearer undefined')).status).toBe(404);
});

test.each([[undefined], [''], ['Bearer '], [TOKEN], [`Bearer ${TOKEN}x`]])('%o does not open the figures', async (authorization) => {
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, metricsToken: TOKEN }));
  const response = await page(await world.product.listen(0, '127.0.0.1'), authorization);
  expect([response.status, await response.text()]).toEqual([401, expect.not.stringContaining('passaggio_')]);
});

test('the figures tell of requests, searches, commits, events, sockets and plans, and of nobody', async () => {
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, metricsToken: TOKEN }));
  const origin = await world.product.listen(0, '127.0.0.1');
  const { phones } = await peopled(world, 1);
  const [{ number, pin, account, card }] = phones as [(typeof phones)[0]];
  let cookie = '';
  const phone = client(async (path, init) => {
    const response = await fetch(origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin, cookie } });
    cookie ||= response.headers.getSetCookie()[0]!.split(';')[0]!;
    return response;
  });
  await phone('riderSignIn', { body: { number, pin } });
  const socket = io(origin, { transports: ['websocket'], auth: { door: 'rider' }, extraHeaders: { origin, cookie } });
  await new Promise<void>((connected) => socket.once('connect', connected));
  await socket.emitWithAck('sync', { stream: `rider:${account}`, epoch: '', after: 0 });
  const heard = new Promise((resolve) => socket.once('event', resolve));
  await phone('requestRide', { body: ask() });
  await heard;
  await cutOff(world);
  world.time += 60_000;

  const text = await figures(origin);
  expect(value(text, 'passaggio_http_seconds_count{operation="requestRide",status="200"}')).toBe(1);
  expect(value(text, 'passaggio_insertion_seconds_count')).toBeGreaterThanOrEqual(1);
  expect(value(text, 'passaggio_commit_seconds_count')).toBeGreaterThan(3);
  expect(value(text, 'passaggio_commit_entries_total{outcome="committed"}')).toBeGreaterThan(3);
  expect(value(text, 'passaggio_commit_entries_total{outcome="unknown"}')).toBe(0);
  expect(value(text, 'passaggio_relay_lag_seconds_count')).toBeGreaterThanOrEqual(1);
  expect(value(text, 'passaggio_sockets')).toBe(1);
  expect(value(text, 'passaggio_queue_depth')).toBe(0);
  expect(value(text, 'passaggio_plan_age_seconds{pole="foggia"}')).toBe(60);
  expect(value(text, 'passaggio_cutoff_overdue_seconds')).toBe(0);
  expect(value(text, 'nodejs_eventloop_lag_max_seconds')).toBeGreaterThan(0);
  expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  expect(text).not.toMatch(/nodejs_active|process_open_fds/); // each looked up socket by socket
  for (const secret of [number, pin, account, card, cookie.split('=')[1]!, COORDINATOR.number]) expect(text).not.toContain(secret);
  socket.close();
});

test('while the store is away the figures say so, and of plans they say nothing', async () => {
  const state = { away: false };
  const gone = () => Promise.reject(new StoreAway('the disk is full'));
  world = await openWorld(AFTERNOON, (ports) => {
    const { store } = ports;
    const rows = { ...store.rows, select: (...args: Parameters<typeof store.rows.select>) => (state.away ? gone() : store.rows.select(...args)) };
    return {
      ...ports,
      metricsToken: TOKEN,
      store: { ...store, rows: rows as typeof store.rows, commit: (...args) => (state.away ? gone() : store.commit(...args)) },
    };
  });
  const origin = await world.product.listen(0, '127.0.0.1');
  await peopled(world, 1);
  state.away = true;
  await fetch(`${origin}/api/staff/session`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify(COORDINATOR) });
  const text = await figures(origin);
  expect([value(text, 'passaggio_cutoff_overdue_seconds'), value(text, 'passaggio_http_seconds_count{operation="staffSignIn",status="503"}')]).toEqual([0, 1]);
});

test('a cut-off that nobody has done yet is told by how long it waits', async () => {
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, metricsToken: TOKEN }));
  const origin = await world.product.listen(0, '127.0.0.1');
  const { phones } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  expect(value(await figures(origin), 'passaggio_cutoff_overdue_seconds')).toBe(0);
  world.time = utc('2027-07-01T18:02:00Z');
  expect(value(await figures(origin), 'passaggio_cutoff_overdue_seconds')).toBe(120);
});
