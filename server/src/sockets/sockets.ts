/** The live door: socket.io with rooms by stream. A client can only ask to catch up; every command is HTTP. */
import type { Server as HttpServer } from 'node:http';
import { Door, SyncAsk, type ClientToServer, type ServerToClient } from '@passaggio/contracts';
import { Server, type Socket } from 'socket.io';
import { tokenIn } from '../http/cookies.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { failureOf } from '../http/problems.ts';
import type { Relay } from '../jobs/relay.ts';
import { actorOf, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import type { Actor } from '../usecases/handlers.ts';
import { mayFollow, sync, type SyncNeeds } from '../usecases/sync.ts';

export interface SocketNeeds {
  readonly accounts: AccountNeeds;
  readonly relay: Relay;
  readonly sync: SyncNeeds;
}

type Io = Server<ClientToServer, ServerToClient, Record<string, never>, { actor: Actor }>;
type Client = Socket<ClientToServer, ServerToClient, Record<string, never>, { actor: Actor }>;

export interface Sockets {
  /** Ends every socket of a session. */
  endSession(session: string): void;
  close(): Promise<void>;
}

/** Nothing a client may say is longer, in bytes. */
const LONGEST = 2_000;

export function openSockets(server: HttpServer, needs: SocketNeeds): Sockets {
  const io: Io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: LONGEST,
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const own = isOwnOrigin({ origin, fetchSite: request.headers['sec-fetch-site'] as string | undefined, host });
      decide(own ? null : 'foreign-origin', own);
    },
  });
  io.use((socket, next) => {
    identify(socket, needs.accounts).then(
      (actor) => {
        if (actor === undefined) return next(new Error('not-signed-in'));
        socket.data.actor = actor;
        next();
      },
      (cause: unknown) => next(new Error(failureOf(cause, 'socket').problem.code)),
    );
  });
  const rooms = new Map<string, Promise<() => void>>();
  io.of('/').adapter.on('create-room', (room: string) => {
    if (room.includes(':')) rooms.set(room, needs.relay.subscribe(room, (event) => io.to(room).emit('event', event)));
  });
  io.of('/').adapter.on('delete-room', (room: string) => {
    void rooms.get(room)?.then((end) => end());
    rooms.delete(room);
  });
  io.on('connection', (socket) => serve(socket, needs, (stream) => rooms.get(stream)));
  return {
    endSession(session) {
      io.to(`session ${session}`).emit('ended');
      io.in(`session ${session}`).disconnectSockets(true);
    },
    close: () => io.close(),
  };
}

function identify(socket: Client, accounts: AccountNeeds): Promise<Actor | undefined> {
  const door = Door.safeParse((socket.handshake.auth as { door?: unknown }).door);
  if (!door.success) return Promise.resolve(undefined);
  return actorOf(door.data, tokenIn(socket.handshake.headers.cookie, door.data), accounts);
}

function serve(socket: Client, needs: SocketNeeds, following: (stream: string) => Promise<unknown> | undefined): void {
  void socket.join(`session ${socket.data.actor.session}`);
  socket.onAny((event: string) => {
    if (event !== 'sync') socket.disconnect(true);
  });
  socket.on('sync', (ask, answer) => {
    if (typeof answer !== 'function') return void socket.disconnect(true);
    const parsed = SyncAsk.safeParse(ask);
    if (!parsed.success) return answer({ ok: false, code: 'malformed' });
    follow(socket, parsed.data, needs, following).then(
      (reply) => answer({ ok: true, answer: reply }),
      (cause: unknown) => answer({ ok: false, code: failureOf(cause, 'socket').problem.code }),
    );
  });
}

/** The room is joined, and the relay follows the stream, before the log is read: an event is seen twice rather than never. */
async function follow(socket: Client, ask: SyncAsk, needs: SocketNeeds, following: (stream: string) => Promise<unknown> | undefined) {
  await mayFollow(ask.stream, socket.data.actor, needs.sync);
  await socket.join(ask.stream);
  await following(ask.stream);
  return sync(ask, socket.data.actor, needs.sync);
}
