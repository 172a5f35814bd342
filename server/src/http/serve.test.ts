import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { drain, listenOn } from './serve.ts';

test('a stop waits for the answer under way, then for no connection that is kept open for nothing', async () => {
  const server = createServer();
  server.keepAliveTimeout = 0; // the client may keep it as long as it likes
  server.closeAllConnections = () => expect.unreachable('nobody needs to be cut off');
  const origin = await listenOn(server, 0, '127.0.0.1');
  const received = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
  const agent = new Agent({ keepAlive: true });
  const answered = once(get(origin, { agent }), 'response') as Promise<[IncomingMessage]>;
  const [, response] = await received;
  let ended = false;
  const drained = drain(server, () => new Promise((resolve) => server.close(() => resolve()))).then(() => (ended = true));
  response.write('half');
  const [answer] = await answered;
  expect(ended).toBe(false);
  response.end(' and half');
  expect((await answer.toArray()).join('')).toBe('half and half');
  expect(await drained).toBe(true);
  agent.destroy();
});

test('an answer that nobody reads is let go with its connection', async () => {
  const server = createServer((_, response) => response.end(Buffer.alloc(50_000_000)));
  const origin = await listenOn(server, 0, '127.0.0.1');
  expect(server.timeout).toBe(180_000);
  server.timeout = 50; // the same, sooner
  const deaf = connect(Number(new URL(origin).port), '127.0.0.1', () => deaf.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  deaf.on('error', () => undefined);
  const [connection] = (await once(server, 'connection')) as [Socket];
  await once(connection, 'close');
  expect(connection.bytesWritten).toBeGreaterThan(0);
  deaf.destroy();
  await new Promise((resolve) => server.close(resolve));
});
