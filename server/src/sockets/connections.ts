/** Connections under the sockets, with or without somebody known at their end: what one may say, and what may wait to be written to it. */
import type { Server, Socket } from 'socket.io';
import type { Ticks } from '../ports/clock.ts';
import { bucket } from './bucket.ts';

type Engine = Server['engine'];
export type Connection = Socket['conn'];

export interface Connections {
  /** Resolves when all that was said has gone to the network, or the connection has ended. */
  written(connection: Connection): Promise<void>;
  /** False from the second time on: who is at its end is looked at once. */
  introduces(connection: Connection): boolean;
  /** Ends it after what was said last, soon in any case: whoever does not read would keep it for a minute. */
  dismiss(connection: Connection): void;
}

/** Characters that may wait to be written: an answer of any length, and then the events of a busy morning. */
const WAITING = 8_000_000;
/** Messages that a page may send at once, and a second; it asks for each of its streams when it opens or wakes. */
const [AT_ONCE, A_SECOND] = [100, 10];
/** Connections that have not said a word. Ours speak at once: of more than so many the one that came first is ended. */
const SILENT = 2_000;
/** Milliseconds for a last word to be read. */
const GOODBYE = 2_000;

export function watchConnections(engine: Engine, ticks: Ticks): Connections {
  const flows = new WeakMap<Connection, Flow>();
  const introduced = new WeakSet<Connection>();
  const silent = new Set<Connection>();

  engine.on('connection', (connection: Connection) => {
    const said = bucket(AT_ONCE, A_SECOND, ticks);
    flows.set(connection, flowOf(connection));
    silent.add(connection);
    if (silent.size > SILENT) cut(silent.values().next().value!);
    connection.on('packet', ({ type }: { readonly type: string }) => {
      if (type === 'message') silent.delete(connection);
      if (!said.take()) cut(connection);
    });
    connection.once('close', () => {
      silent.delete(connection);
      later(connection);
    });
  });
  return {
    written: (connection) => flows.get(connection)?.written() ?? Promise.resolve(),
    introduces(connection) {
      const isFirst = !introduced.has(connection);
      introduced.add(connection);
      return isFirst;
    },
    dismiss(connection) {
      connection.close();
      later(connection);
    },
  };
}

/** engine.io waits for a client to read, and then to close its end, for a minute and more: it would hold all that was to be written. */
function later(connection: Connection): void {
  setTimeout(() => cut(connection), GOODBYE).unref();
}

/** Ends a connection without a word; what waits to be written is let go. */
export function cut(connection: Connection): void {
  const transport = connection.transport as unknown as { readonly socket?: { terminate?(): void } }; // only a WebSocket has a socket
  connection.close(true);
  transport.socket?.terminate?.();
}

interface Flow {
  written(): Promise<void>;
}

/** Counts what was said and is not written yet; ends the connection where that is too much. */
function flowOf(connection: Connection): Flow {
  let [waiting, handed] = [0, 0];
  let isCut = false;
  const waiters: (() => void)[] = [];
  const wake = (): void => {
    for (const waiter of waiters.splice(0)) waiter();
  };
  const drained = (): void => {
    waiting -= handed;
    handed = 0;
    if (waiting === 0) wake();
  };
  connection.on('packetCreate', ({ data }: { readonly data?: { readonly length: number } }) => {
    const size = data?.length ?? 0;
    if (waiting > 0 && waiting + size > WAITING && !isCut) {
      isCut = true;
      setImmediate(() => cut(connection)); // not amid a message to many
    }
    waiting += size;
  });
  connection.on('flush', () => (handed = waiting));
  connection.transport.on('drain', drained);
  connection.on('upgrade', (transport: Connection['transport']) => transport.on('drain', drained));
  connection.once('close', wake);
  return {
    written: () => (waiting === 0 || connection.readyState === 'closed' ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  };
}
