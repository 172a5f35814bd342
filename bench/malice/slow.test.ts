import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, withoutBudgets, type Browser, type Stage } from './stage.ts';

let stage: Stage;
let rider: Browser;
const open: Socket[] = [];
beforeAll(async () => {
  stage = await openStage(1, withoutBudgets);
  rider = await stage.as('rider');
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await stage.close();
});

/** A connection that says what it is told, and when it was ended. */
async function connection(): Promise<{ readonly socket: Socket; readonly ended: Promise<number>; readonly heard: () => string }> {
  const began = performance.now();
  const socket = connect(Number(new URL(stage.origin).port), '127.0.0.1');
  let heard = '';
  socket.on('data', (data) => (heard += data.toString('latin1')));
  socket.on('error', () => undefined); // ended by the server while we write
  open.push(socket);
  const ended = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - began)));
  await once(socket, 'connect');
  return { socket, ended, heard: () => heard };
}

const post = (path: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, `Host: ${new URL(stage.origin).host}`, `Origin: ${stage.origin}`, 'Content-Type: application/json', ...headers, '', ''].join(
    '\r\n',
  );
/** Whoever is not an attacker. */
const served = async () => {
  const began = performance.now();
  await rider.call('myRides', {});
  return performance.now() - began;
};

test('three hundred that never end their headers, or their body, are ended; others are served meanwhile', async () => {
  const slow = await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      const one = await connection();
      one.socket.write(i % 2 === 0 ? 'POST /api/rider/session HTTP/1.1\r\nHost: x\r\nX-Slow: ' : `${post('/api/rider/session', 'Content-Length: 40')}{"number`);
      const dripping = setInterval(() => one.socket.write(i % 2 === 0 ? 'a' : ' '), 2_000);
      void one.ended.then(() => clearInterval(dripping));
      return one;
    }),
  );
  const waits: number[] = [];
  let over = false;
  const ended = Promise.all(slow.map((one) => one.ended)).finally(() => (over = true));
  while (!over) waits.push(await served()); // from the first moment to the last
  expect(waits.length).toBeGreaterThan(100);
  expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)]!).toBeLessThan(1_000);
  expect(Math.max(...(await ended))).toBeLessThan(45_000);
  expect(new Set(slow.map((one) => one.heard().slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']));
});

test('a body that never ends is refused when it is too large, and its connection with it', async () => {
  const { socket, ended, heard } = await connection();
  socket.write(post('/api/rider/session', 'Transfer-Encoding: chunked'));
  const more = () => {
    const piece = ' '.repeat(8_000);
    let isWanted = true;
    while (isWanted && !socket.destroyed) isWanted = socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
  };
  socket.on('drain', more);
  more();
  expect(await ended).toBeLessThan(20_000); // not the 30 s that a request may take
  expect(heard()).toContain('413');
  expect(heard().toLowerCase()).toContain('connection: close');
  expect(socket.bytesWritten).toBeLessThan(20_000_000);
  expect(await served()).toBeLessThan(5_000);
});

test.each([
  ['no HTTP', 'hello\r\n\r\n', '400'],
  ['headers beyond 16 kB', `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(40_000)}\r\n\r\n`, '431'],
  ['two lengths', 'POST /api/rider/session HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}', '400'],
  ['a length and chunks', 'POST /api/rider/session HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', '400'],
])('%s is refused, and the connection ended', async (_, said, status) => {
  const { socket, ended, heard } = await connection();
  socket.write(said);
  await ended;
  expect(heard().slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
});

test('nothing of it was a fault of the server', () => {
  expect(stage.log.flatMap(({ fault }) => fault ?? [])).toEqual([]);
});
