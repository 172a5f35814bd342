/** A socket.io server with nothing behind it: rooms by stream, the same events, so that the product's figures have something beside them. */
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Server } from 'socket.io';

/** Sent by the bench: one event of so many bytes to every stream, or a question how it goes. */
export type BareOrder = { readonly publish: readonly string[]; readonly body: string } | { readonly ask: 'figures' };
export interface BareFigures {
  readonly memoryMb: number;
  readonly eventLoopMax: number;
}

const http = createServer();
const io = new Server(http, { serveClient: false, maxHttpBufferSize: 2_000 });
io.on('connection', (socket) => {
  socket.on('sync', (ask: { readonly stream: string }, answer: (reply: unknown) => void) => {
    void socket.join(ask.stream);
    answer({ ok: true, answer: { sync: 'events', epoch: 'bare', last: 0, now: Date.now(), events: [] } });
  });
});
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on('message', (order: BareOrder) => {
  if ('publish' in order) {
    const body: unknown = JSON.parse(order.body);
    for (const stream of order.publish) io.to(stream).emit('event', { stream, n: 1, at: Date.now(), epoch: 'bare', body });
    return;
  }
  process.send!({ memoryMb: Math.round(process.memoryUsage.rss() / 1e6), eventLoopMax: Math.round(delay.max / 1e6) } satisfies BareFigures);
  delay.reset();
});
process.on('disconnect', () => process.exit(0));
http.listen(Number(process.argv[2]), '127.0.0.1', () => {
  const address = http.address() as { readonly port: number };
  process.send!({ port: address.port });
});
