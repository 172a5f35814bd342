/** The live door: socket.io with rooms by stream. A client can only ask to catch up; every command is HTTP. */
import type { Server as HttpServer } from 'node:http';
import { Door, SyncAsk } from '@passaggio/contracts';
import { Server } from 'socket.io';
import { tokenIn } from '../http/cookies.ts';
import { isOwnOrigin } from '../http/origin.ts';
import type { Relay } from '../jobs/relay.ts';
import type { Ticks } from '../ports/clock.ts';
import { actorOf, actorOfSession, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import { NotPossible, type Actor } from '../usecases/handlers.ts';
import { mayFollow, type SyncNeeds } from '../usecases/sync.ts';
import { turns } from '../usecases/turns.ts';
import { catchingUp, codeOf, end, followRooms, type CatchUpNeeds, type Client, type Io } from './catchUp.ts';
import { watchConnections, type Connections } from './connections.ts';
import { openShares, type Shares } from './shares.ts';

export interface SocketNeeds {
  readonly accounts: AccountNeeds;
  readonly relay: Relay;
  readonly sync: SyncNeeds;
  readonly ticks: Ticks;
  /** Puts on each answer what it tells the browser. */
  readonly headers: Parameters<Io['engine']['use']>[0];
}

export interface Sockets {
  /** How many are open. */
  open(): number;
  /** Ends every socket of a session. */
  endSession(session: string): void;
  /** Ends what has ended elsewhere or by itself: expired sessions, sign-outs at another server, runs that another driver took over. */
  endStale(): Promise<void>;
  close(): Promise<void>;
}

/** Requests under way may take this long to end when the server stops, in milliseconds. */
const PATIENCE = 3_000;
/** Nothing a client may say is longer, in bytes. */
const LONGEST = 2_000;
/** Requests to catch up that one socket may have waiting; the apps ask once a stream. */
const WAITING = 20;
/** Milliseconds that a connection may take to say who it is; ours do so at once. */
const INTRODUCED = 10_000;

/** Steps of sockets that come or catch up in one turn of the event loop: after a restart all come at once. */
const A_TURN = 25;

/** What a socket is served with. */
interface Service extends CatchUpNeeds {
  readonly connections: Connections;
  readonly shares: Shares<Client>;
}

export function openSockets(server: HttpServer, needs: SocketNeeds): Sockets {
  const turn = turns(A_TURN);
  const io: Io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: LONGEST,
    connectTimeout: INTRODUCED,
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const own = isOwnOrigin({ origin, fetchSite: request.headers['sec-fetch-site'], host });
      if (!own) return decide('foreign-origin', false);
      void turn().then(() => decide(null, true));
    },
  });
  io.engine.use(needs.headers); // before express: it never sees these requests
  const connections = watchConnections(io.engine, needs.ticks);
  const shares = openShares<Client>(needs.ticks);
  io.use((socket, next) => {
    const refuse = (code: string): void => {
      next(new Error(code));
      setImmediate(() => connections.dismiss(socket.conn)); // after the word that says why
    };
    if (!connections.introduces(socket.conn)) return refuse('malformed');
    turn()
      .then(() => identify(socket, needs.accounts))
      .then(
        (actor) => {
          if (actor === undefined) return refuse('not-signed-in');
          if (!shares.mayOpen(actor.account)) return refuse('too-many-tries');
          socket.data.actor = actor;
          next();
        },
        (cause: unknown) => refuse(codeOf(cause)),
      );
  });
  const service: Service = { ...needs, following: followRooms(io, needs, turn), turn, connections, shares };
  io.on('connection', (socket) => serve(socket, service));
  return {
    open: () => io.of('/').sockets.size,
    endSession(session) {
      io.to(`session ${session}`).emit('ended');
      io.in(`session ${session}`).disconnectSockets(true);
    },
    async endStale() {
      shares.sweep();
      for (const socket of io.of('/').sockets.values()) {
        await turn();
        await endIfStale(socket, needs);
      }
    },
    async close() {
      const closed = io.close(); // no new connection, sockets ended
      server.closeIdleConnections();
      const patience = setTimeout(() => server.closeAllConnections(), PATIENCE);
      await closed;
      clearTimeout(patience);
    },
  };
}

function identify(socket: Client, accounts: AccountNeeds): Promise<Actor | undefined> {
  const door = Door.safeParse((socket.handshake.auth as { door?: unknown }).door);
  if (!door.success) return Promise.resolve(undefined);
  return actorOf(door.data, tokenIn(socket.handshake.headers.cookie, door.data), accounts);
}

function serve(socket: Client, service: Service): void {
  const { connections, shares } = service;
  const { account, session } = socket.data.actor;
  const drop = (one: Client): void => {
    one.disconnect(true); // says so: a page does not come back by itself, and asks over HTTP
    connections.dismiss(one.conn);
  };
  for (const oldest of shares.open(account, socket)) drop(oldest);
  socket.once('disconnect', () => {
    shares.close(account, socket);
    connections.dismiss(socket.conn);
  });
  void socket.join(`session ${session}`);
  socket.onAny((event: string) => {
    if (event !== 'sync') drop(socket);
  });
  const catchUp = catchingUp(socket, service);
  let waiting = 0;
  let line: Promise<unknown> = Promise.resolve();
  socket.on('sync', (ask, answer) => {
    if (typeof answer !== 'function' || waiting >= WAITING) return drop(socket);
    const parsed = SyncAsk.safeParse(ask);
    if (!parsed.success) return answer({ ok: false, code: 'malformed' });
    const may = shares.ask(account);
    if (may === 'no') return drop(socket);
    if (may === 'later') return answer({ ok: false, code: 'too-many-tries' });
    waiting += 1;
    const answered = async (): Promise<void> => {
      await connections.written(socket.conn); // whoever does not read what was asked for gets no more of it
      if (socket.connected) await catchUp(parsed.data, answer);
    };
    line = line.then(answered).finally(() => {
      waiting -= 1;
      shares.answered(account);
    });
  });
}

async function endIfStale(socket: Client, { accounts, sync: needs }: SocketNeeds): Promise<void> {
  const { actor } = socket.data;
  if ((await actorOfSession(actor.session, accounts)) === undefined) return end(socket);
  for (const room of socket.rooms) {
    if (!room.includes(':')) continue; // its own, its session's
    const refused = await mayFollow(room, actor, needs).then(
      () => false,
      (cause: unknown) => cause instanceof NotPossible,
    );
    if (refused) await socket.leave(room);
  }
}
