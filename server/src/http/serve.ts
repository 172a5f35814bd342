/** Begins and ends listening. */
import type { Server } from 'node:http';

/**
 * Milliseconds that a client may take to say its headers, and all of its request. Our apps give up after 12 s; whoever drips a byte now
 * and then would hold a connection for five minutes otherwise.
 */
export const PATIENCE = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 } as const;

/**
 * Milliseconds after which a connection on which nothing was said or read is ended. Whoever asks and never reads the answer would keep it in
 * memory for as long as they like; the longest that anybody waits for an answer is a plan of a pole behind those of the others.
 */
const UNREAD = 180_000;

/** Milliseconds that requests under way are given to end in. */
const DRAIN = 5_000;
/** Milliseconds between looks at connections that are kept open for nothing. */
const LOOK = 50;

/** Connections that the kernel keeps until we take them: after a restart thousands of phones come back within seconds. */
const BACKLOG = 4_096;

/** @returns the origin, with the port that was given where any would do */
export async function listenOn(server: Server, port: number, host: string): Promise<string> {
  server.timeout = UNREAD;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => resolve());
  });
  const address = server.address();
  return `http://${host.includes(':') ? `[${host}]` : host}:${typeof address === 'object' && address !== null ? address.port : port}`;
}

/**
 * Lets requests under way end, for a while; takes no new ones.
 *
 * @param close  stops listening and resolves once the last connection has gone
 */
export async function drain(server: Server, close: () => Promise<void>): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), LOOK);
  const all = setTimeout(() => server.closeAllConnections(), DRAIN);
  try {
    await close();
  } finally {
    clearInterval(idle);
    clearTimeout(all);
  }
}
