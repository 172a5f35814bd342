import { client, type Call, type StreamEvent } from '@passaggio/contracts';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rawSocket, type RawSocket } from '../testing/rawSocket.ts';
import { COORDINATOR, openWorld, peopled, type World } from '../testing/world.ts';

const TOKEN = 'a-token-of-this-test';
let world: World;
let origin: string;
/** Milliseconds by which rates are reckoned; stand still. */
let ticks: number;
/** Requests to catch up that were worked out, by stream. */
let worked: string[];
let people: Awaited<ReturnType<typeof peopled>>;
const open: (Socket | RawSocket)[] = [];

beforeEach(async () => {
  [ticks, worked] = [0, []];
  world = await openWorld('2027-07-01T14:00:00Z', (ports) => {
    const { streams } = ports.store;
    const after: typeof streams.after = (stream, from, limit) => {
      if (limit > 500) worked.push(stream); // as `sync` reads it, and not the relay
      return streams.after(stream, from, limit);
    };
    return { ...ports, store: { ...ports.store, streams: { ...streams, after } }, ticks: () => ticks, metricsToken: TOKEN };
  });
  people = await peopled(world, 2);
  origin = await world.product.listen(0, '127.0.0.1');
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await world.close();
});

type Login = { readonly number: string; readonly pin: string };

/** The cookie of a new session, and calls with it. */
async function signedIn(door: 'rider' | 'staff', { number, pin }: Login): Promise<{ cookie: string; call: Call }> {
  let cookie = '';
  const call = client(async (path, init) => {
    const response = await fetch(origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin, cookie } });
    cookie ||= response.headers.getSetCookie()[0]!.split(';')[0]!;
    return response;
  });
  await call(door === 'rider' ? 'riderSignIn' : 'staffSignIn', { body: { number, pin } as never });
  return { cookie, call };
}

function connect(cookie: string, transport: 'websocket' | 'polling' = 'websocket', door = 'rider'): Promise<Socket> {
  const socket = io(origin, { transports: [transport], upgrade: false, auth: { door }, extraHeaders: { cookie, origin }, forceNew: true });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

async function raw(cookie: string): Promise<RawSocket> {
  const socket = await rawSocket(origin, cookie);
  open.push(socket);
  return socket;
}

interface Reply {
  readonly ok: boolean;
  readonly code?: string;
}
const sync = (socket: Socket, stream: string): Promise<Reply> => socket.emitWithAck('sync', { stream, epoch: '', after: 0 }) as Promise<Reply>;
const streamOf = (rider: { readonly account: string }) => `rider:${rider.account}`;
const sockets = async (): Promise<number> => {
  const text = await (await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  return Number(/^passaggio_sockets (\d+)$/m.exec(text)![1]);
};
/** Until so many are open. */
const left = (count: number) => vi.waitFor(async () => expect(await sockets()).toBe(count), { timeout: 15_000 });
const tell = (stream: string, ...texts: string[]) =>
  world.ports.store.commit([{ events: texts.map((text) => ({ stream, body: { v: 1, type: 'of-this-test', text } })) }], world.time);

test('a sixth socket of an account ends the oldest, whatever session and transport it came by, and nobody else’s', async () => {
  const [rider, other] = people.phones as [(typeof people.phones)[0], (typeof people.phones)[0]];
  const neighbour = await connect((await signedIn('rider', other)).cookie);
  const [phone, lent] = [await signedIn('rider', rider), await signedIn('rider', rider)];
  const oldest = await connect(phone.cookie, 'polling'); // never a WebSocket
  const second = await connect(lent.cookie);
  for (let i = 0; i < 3; i += 1) await connect(i % 2 === 0 ? phone.cookie : lent.cookie);
  expect([oldest.connected, await sockets()]).toEqual([true, 6]);
  const gone = new Promise((resolve) => oldest.once('disconnect', resolve));
  await connect(lent.cookie);
  expect(await gone).toBe('io server disconnect'); // socket.io does not come back after that: six windows do not take turns for ever
  const next = new Promise((resolve) => second.once('disconnect', resolve));
  await connect(phone.cookie, 'polling');
  expect(await next).toBe('io server disconnect');
  expect([neighbour.connected, await sockets()]).toEqual([true, 6]);
});

test('an account that asks without end is answered at a rate, on all its sockets together; nobody else notices', async () => {
  const [rider, other] = people.phones as [(typeof people.phones)[0], (typeof people.phones)[0]];
  const { cookie } = await signedIn('rider', rider);
  const pair = [await connect(cookie), await connect(cookie)];
  const neighbour = await connect((await signedIn('rider', other)).cookie);
  const replies: Reply[] = [];
  for (let i = 0; i < 70; i += 1) replies.push(await sync(pair[i % 2]!, streamOf(rider)));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(60);
  expect(replies.slice(60).map(({ code }) => code)).toEqual(Array.from({ length: 10 }, () => 'too-many-tries'));
  expect((await sync(neighbour, streamOf(other))).ok).toBe(true);
  ticks += 1_000; // five come back a second
  for (let i = 0; i < 6; i += 1) replies.push(await sync(pair[0]!, streamOf(rider)));
  expect(replies.slice(70).map(({ ok }) => ok)).toEqual([true, true, true, true, true, false]);
});

test('who asks for a large answer again and again and does not read gets none worked out before the one before is written', async () => {
  const [rider, other] = people.phones as [(typeof people.phones)[0], (typeof people.phones)[0]];
  for (let i = 0; i < 40; i += 1) await tell(streamOf(rider), ...Array.from({ length: 10 }, () => 'x'.repeat(40_000))); // 16 MB, more than kernels hold
  const { cookie } = await signedIn('rider', rider);
  const neighbour = await connect((await signedIn('rider', other)).cookie);
  const socket = await raw(cookie);
  socket.say('40{"door":"rider"}');
  await left(2);
  socket.deaf();
  for (let i = 0; i < 15; i += 1) socket.say(`42${i}["sync",{"stream":"${streamOf(rider)}","epoch":"","after":0}]`);
  await vi.waitFor(() => expect(worked).toContain(streamOf(rider)));
  for (let i = 0; i < 30; i += 1) expect((await sync(neighbour, streamOf(other))).ok).toBe(true); // time enough for all of them
  expect(worked.filter((stream) => stream === streamOf(rider))).toHaveLength(1);
});

test('who follows a stream and does not read is ended when too much waits for it', async () => {
  const [rider] = people.phones as [(typeof people.phones)[0]];
  const { cookie } = await signedIn('rider', rider);
  const reader = await connect(cookie);
  const heard: StreamEvent[] = [];
  reader.on('event', (event: StreamEvent) => heard.push(event));
  await sync(reader, streamOf(rider));
  const socket = await raw(cookie);
  socket.say('40{"door":"rider"}');
  socket.say(`420["sync",{"stream":"${streamOf(rider)}","epoch":"","after":0}]`);
  await vi.waitFor(() => expect(socket.heard()).toContain('430['));
  socket.deaf();
  for (let i = 0; i < 20; i += 1) await tell(streamOf(rider), 'x'.repeat(1_000_000));
  await left(1);
  await vi.waitFor(() => expect(heard).toHaveLength(20)); // who reads gets all of it
});

test('a connection whose session is refused is ended, and so is one that says again who it is', async () => {
  const stranger = await raw('');
  stranger.say('40{"door":"rider"}');
  await stranger.ended;
  expect(stranger.heard()).toContain('not-signed-in');
  const { cookie } = await signedIn('rider', people.phones[0]!);
  const insisting = await raw(cookie);
  for (let i = 0; i < 5; i += 1) insisting.say('40{"door":"rider"}');
  await insisting.ended;
  expect(await sockets()).toBe(0);
});

test('an account that opens sockets without end opens one a second', async () => {
  const { cookie } = await signedIn('rider', people.phones[0]!);
  for (let i = 0; i < 60; i += 1) (await connect(cookie)).close();
  await expect(connect(cookie)).rejects.toThrow('too-many-tries');
  ticks += 1_000;
  expect((await connect(cookie)).connected).toBe(true);
});

test('who says more than any page would is ended, though all of it is malformed', async () => {
  const socket = await raw((await signedIn('rider', people.phones[0]!)).cookie);
  socket.say('40{"door":"rider"}');
  for (let i = 0; i < 150; i += 1) socket.say(`42${i}["sync",{}]`);
  await socket.ended;
  await left(0);
});

test('a socket follows the sixty-four streams it asked for last', async () => {
  const { store } = world.ports;
  const { version: _, ...foggia } = (await store.rows.find('pole', 'foggia'))!;
  const poles = Array.from({ length: 65 }, (__, i) => `pole-${i}`);
  await store.commit([{ puts: poles.map((id) => ({ kind: 'pole', doc: { ...foggia, id }, ifVersion: 0 }) as never) }], world.time);
  const staff = await connect((await signedIn('staff', COORDINATOR)).cookie, 'websocket', 'staff');
  const heard: string[] = [];
  staff.on('event', ({ stream }: StreamEvent) => heard.push(stream));
  for (const pole of poles) {
    ticks += 1_000;
    expect((await sync(staff, `pole:${pole}`)).ok).toBe(true);
  }
  for (const pole of poles) await tell(`pole:${pole}`, 'news');
  await vi.waitFor(() => expect(heard).toHaveLength(64));
  expect(heard).not.toContain('pole:pole-0');
});
