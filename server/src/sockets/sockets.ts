/** The live door: socket.io with rooms by stream. A client can only ask to catch up; every command is HTTP. */
import type { Server as HttpServer } from 'node:http';
import { Door, SyncAsk, type EpochMs, type ClientToServer, type ServerToClient } from '@passaggio/contracts';
import { Server, type Socket } from 'socket.io';
import { tokenIn } from '../http/cookies.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { failureOf } from '../http/problems.ts';
import type { Relay } from '../jobs/relay.ts';
import { actorOf, actorOfSession, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import { NotPossible, type Actor } from '../usecases/handlers.ts';
import { mayFollow, sync, type SyncNeeds } from '../usecases/sync.ts';
import { turns, type Turn } from '../usecases/turns.ts';
import { tellRider } from './tellRider.ts';

export interface SocketNeeds {
  readonly accounts: AccountNeeds;
  readonly relay: Relay;
  readonly sync: SyncNeeds;
}

type Io = Server<ClientToServer, ServerToClient, Record<string, never>, { actor: Actor; openUntil?: EpochMs }>;
type Client = Socket<ClientToServer, ServerToClient, Record<string, never>, { actor: Actor; openUntil?: EpochMs }>;

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

/** Steps of sockets that come or catch up in one turn of the event loop: after a restart all come at once. */
const A_TURN = 25;

export function openSockets(server: HttpServer, needs: SocketNeeds): Sockets {
  const turn = turns(A_TURN);
  const io: Io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: LONGEST,
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const own = isOwnOrigin({ origin, fetchSite: request.headers['sec-fetch-site'], host });
      if (!own) return decide('foreign-origin', false);
      void turn().then(() => decide(null, true));
    },
  });
  io.use((socket, next) => {
    turn()
      .then(() => identify(socket, needs.accounts))
      .then(
        (actor) => {
          if (actor === undefined) return next(new Error('not-signed-in'));
          socket.data.actor = actor;
          next();
        },
        (cause: unknown) => next(new Error(codeOf(cause))),
      );
  });
  const follow = followRooms(io, needs, turn);
  io.on('connection', (socket) => serve(socket, needs, follow, turn));
  return {
    open: () => io.of('/').sockets.size,
    endSession(session) {
      io.to(`session ${session}`).emit('ended');
      io.in(`session ${session}`).disconnectSockets(true);
    },
    async endStale() {
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

/** One subscription a room, from its first member to its last. */
function followRooms(io: Io, needs: SocketNeeds, turn: Turn): (stream: string) => Promise<unknown> {
  const rooms = new Map<string, Promise<() => void>>();
  io.of('/').adapter.on('delete-room', (room: string) => {
    rooms.get(room)?.then(
      (end) => end(),
      () => undefined, // never began
    );
    rooms.delete(room);
  });
  return (stream) => {
    const known = rooms.get(stream);
    if (known !== undefined) return known;
    const begun = needs.relay.subscribe(
      stream,
      stream.startsWith('rider:') ? tellRider(() => inRoom(io, stream), needs, turn) : (event) => io.to(stream).emit('event', event),
    );
    rooms.set(stream, begun);
    begun.catch(() => rooms.get(stream) === begun && rooms.delete(stream)); // the next one who asks tries again
    return begun;
  };
}

function inRoom(io: Io, room: string): Client[] {
  const { adapter, sockets } = io.of('/');
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
}

function identify(socket: Client, accounts: AccountNeeds): Promise<Actor | undefined> {
  const door = Door.safeParse((socket.handshake.auth as { door?: unknown }).door);
  if (!door.success) return Promise.resolve(undefined);
  return actorOf(door.data, tokenIn(socket.handshake.headers.cookie, door.data), accounts);
}

function serve(socket: Client, needs: SocketNeeds, following: (stream: string) => Promise<unknown>, turn: Turn): void {
  let waiting = 0;
  void socket.join(`session ${socket.data.actor.session}`);
  socket.onAny((event: string) => {
    if (event !== 'sync') socket.disconnect(true);
  });
  socket.on('sync', (ask, answer) => {
    if (typeof answer !== 'function' || waiting >= WAITING) return void socket.disconnect(true);
    const parsed = SyncAsk.safeParse(ask);
    if (!parsed.success) return answer({ ok: false, code: 'malformed' });
    waiting += 1;
    turn()
      .then(() => catchUp(socket, parsed.data, needs, following))
      .then(
        (reply) => answer({ ok: true, answer: reply }),
        (cause: unknown) => {
          const code = codeOf(cause);
          answer({ ok: false, code });
          if (code === 'not-signed-in') end(socket);
        },
      )
      .finally(() => (waiting -= 1));
  });
}

/** The room is joined, and the relay follows the stream, before the log is read: an event is seen twice rather than never. */
async function catchUp(socket: Client, ask: SyncAsk, needs: SocketNeeds, following: (stream: string) => Promise<unknown>) {
  const actor = await actorOfSession(socket.data.actor.session, needs.accounts);
  if (actor === undefined) throw new NotPossible('not-signed-in', 'the session has ended');
  await mayFollow(ask.stream, actor, needs.sync);
  if (!socket.connected) throw new NotPossible('not-signed-in', 'the socket has gone'); // a room joined after that is never left
  void socket.join(ask.stream);
  await following(ask.stream);
  return sync(ask, actor, needs.sync);
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

function end(socket: Client): void {
  socket.emit('ended');
  socket.disconnect(true);
}

const codeOf = (cause: unknown): string => failureOf(cause, 'socket').problem.code;
