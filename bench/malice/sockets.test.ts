import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Browser, type Stage } from './stage.ts';

let stage: Stage;
let rider: Browser;
let stream: string;
/** Of somebody who attacks nobody: must be there at the end as it was at the beginning. */
let honest: Socket;
const open: Socket[] = [];
beforeAll(async () => {
  let ticks = 0;
  stage = await openStage(2, (ports) => ({ ...ports, ticks: () => (ticks += 1_000) })); // floods are another test: here each message comes a second later
  rider = await stage.as('rider');
  stream = `rider:${stage.riders[0]!.account}`;
  honest = await connected();
});
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await stage.close();
});

function connected(cookie = rider.cookie(), from = stage.origin): Promise<Socket> {
  const extraHeaders = { cookie, origin: from };
  const socket = io(stage.origin, { transports: ['websocket'], auth: { door: 'rider' }, extraHeaders, reconnection: false, forceNew: true });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

interface Reply {
  readonly ok: boolean;
  readonly code?: string;
}
/** The answer, or that the socket was ended. */
const said = (socket: Socket, event: string, ...args: unknown[]): Promise<Reply | 'ended'> =>
  new Promise((resolve) => {
    if (!socket.connected) return resolve('ended');
    socket.once('disconnect', () => resolve('ended'));
    socket.emit(event, ...args, (reply: Reply) => resolve(reply));
  });
const isServed = async () => ((await honest.emitWithAck('sync', { stream, epoch: '', after: 0 })) as Reply).ok;

const asks = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record(
    {
      stream: fc.oneof(fc.string(), fc.constantFrom('pole:foggia', 'run:foggia_2027-07-02_bus-1', 'rider:x', '__proto__:x')),
      epoch: fc.string(),
      after: fc.oneof(fc.integer(), fc.double(), fc.string()),
    },
    { requiredKeys: [] },
  ),
  fc.uint8Array({ maxLength: 1_000 }),
);

test('whatever is asked for, the answer is a refusal or a stream of one’s own, and nobody else notices', async () => {
  let socket = await connected();
  await fc.assert(
    fc.asyncProperty(asks, async (ask) => {
      const reply = await said(socket, 'sync', ask);
      if (reply === 'ended') socket = await connected();
      else if (reply.ok) expect(ask).toMatchObject({ stream });
      else expect(['malformed', 'unknown-stream']).toContain(reply.code);
      return isServed();
    }),
    { numRuns: 300, seed: 1 },
  );
});

test.each<[string, (socket: Socket) => void]>([
  ['an unknown event', (socket) => socket.emit('requestRide', {})],
  ['an event of the server', (socket) => socket.emit('event', { stream: 'pole:foggia', n: 1 })],
  ['a word of JavaScript', (socket) => socket.emit('__proto__', {})],
  ['a request without an answer to it', (socket) => socket.emit('sync', { stream: 'rider:x', epoch: '', after: 0 })],
  ['no arguments', (socket) => socket.emit('sync')],
  ['a megabyte', (socket) => socket.emit('sync', 'x'.repeat(1_000_000), () => undefined)],
  ['a megabyte of bytes', (socket) => socket.emit('sync', new Uint8Array(1_000_000), () => undefined)],
  ['fifty requests at once', (socket) => Array.from({ length: 50 }, () => socket.emit('sync', { stream, epoch: '', after: 0 }, () => undefined))],
])('%s ends the socket, and no other', async (_, act) => {
  const socket = await connected();
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  act(socket);
  await gone;
  expect(await isServed()).toBe(true);
});

test('bytes that are no message end the connection, and no other', async () => {
  const url = `${stage.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  for (const garbage of ['99{', '42["sync"', '4', '40{"door":', '42[]', '451-["sync",{"_placeholder":true,"num":0}]', '\u0000'.repeat(500)]) {
    // undici's WebSocket takes headers, and so stands for a program rather than a page
    const socket = new WebSocket(url, { headers: { cookie: rider.cookie(), origin: stage.origin } } as never);
    const gone = new Promise((resolve) => socket.addEventListener('close', resolve));
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    socket.send('40{"door":"rider"}');
    socket.send(garbage);
    socket.send('42["requestRide",{}]'); // ends whoever is still there
    await gone;
    expect(await isServed()).toBe(true);
  }
});

test('a handshake replayed with another cookie, after signing out, or from a foreign page gets no socket', async () => {
  const other = stage.browser();
  await other.call('riderSignIn', { body: { number: stage.riders[1]!.number, pin: stage.riders[1]!.pin } as never });
  const cookie = other.cookie();
  const socket = await connected(cookie);
  expect(await said(socket, 'sync', { stream, epoch: '', after: 0 })).toEqual({ ok: false, code: 'unknown-stream' }); // not theirs
  await expect(connected(cookie, 'https://evil.example')).rejects.toThrow();
  await other.call('riderSignOut', {});
  await expect(connected(cookie)).rejects.toThrow('not-signed-in');
});

test('a write replayed gives the first answer; from a foreign page, or by another person, it does nothing', async () => {
  const body = JSON.stringify({
    id: 'ride-replayed',
    serviceDate: '2027-07-04',
    site: 'tressanti',
    shiftStart: '06:00',
    boardingPlace: 'mezzanone',
    trip: 'both',
  });
  const request = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await rider.send('/api/rider/rides', request)).json() as Promise<{ answer: string; card: { ride: string } }>),
  );
  expect(new Set(answers.map(({ answer, card }) => `${answer} ${card.ride}`)).size).toBe(1);
  const foreign = await Promise.all(
    (
      [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<
        string,
        string
      >[]
    ).map((headers) =>
      rider.send('/api/rider/rides/ride-replayed/cancel', { ...request, body: '{"id":"foreign-cancel"}', headers: { ...request.headers, ...headers } }),
    ),
  );
  expect(foreign.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  const other = stage.browser();
  await other.call('riderSignIn', { body: { number: stage.riders[1]!.number, pin: stage.riders[1]!.pin } as never });
  const stolen = await other.send('/api/rider/rides/ride-replayed/cancel', { ...request, body: '{"id":"stolen-cancel"}' });
  expect(stolen.status).toBe(404);
  const { cards } = await rider.call('myRides', {});
  expect(cards.filter((card) => card.serviceDate === '2027-07-04').map((card) => card.state)).toEqual([answers[0]!.answer]);
});

test('nothing of it was a fault of the server', () => {
  expect(stage.log.flatMap(({ fault }) => fault ?? [])).toEqual([]);
});
