/** Catching up over a socket: it follows the stream's room from then on. */
import type { ClientToServer, EpochMs, ServerToClient, SyncAsk } from '@passaggio/contracts';
import type { Server, Socket } from 'socket.io';
import { failureOf } from '../http/problems.ts';
import type { Relay } from '../jobs/relay.ts';
import { actorOfSession, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import { NotPossible, type Actor } from '../usecases/handlers.ts';
import { mayFollow, sync, type SyncNeeds } from '../usecases/sync.ts';
import type { Turn } from '../usecases/turns.ts';
import { tellRider } from './tellRider.ts';

/** Streams that one socket follows: a console has a stream for each pole. The one asked for longest ago is left for the next. */
const FOLLOWED = 64;

interface Data {
  actor: Actor;
  /** How long the session is known to be open. */
  openUntil?: EpochMs;
}
export type Io = Server<ClientToServer, ServerToClient, Record<string, never>, Data>;
export type Client = Socket<ClientToServer, ServerToClient, Record<string, never>, Data>;

export interface CatchUpNeeds {
  readonly accounts: AccountNeeds;
  readonly sync: SyncNeeds;
  /** Follows a stream for all who are in its room. */
  readonly following: (stream: string) => Promise<unknown>;
  readonly turn: Turn;
}

type Answer = Parameters<ClientToServer['sync']>[1];

/** @returns what answers one request to catch up; it never rejects */
export function catchingUp(socket: Client, { turn, accounts, sync: needs, following }: CatchUpNeeds): (ask: SyncAsk, answer: Answer) => Promise<void> {
  const followed = new Set<string>();
  /** The room is joined, and the relay follows the stream, before the log is read: an event is seen twice rather than never. */
  const follow = async (stream: string): Promise<void> => {
    void socket.join(stream);
    followed.delete(stream);
    followed.add(stream);
    const [oldest] = followed;
    if (followed.size > FOLLOWED && followed.delete(oldest!)) void socket.leave(oldest!);
    await following(stream);
  };
  const caughtUp = async (ask: SyncAsk) => {
    await turn();
    const actor = await actorOfSession(socket.data.actor.session, accounts); // locked or open, as it is now
    if (actor === undefined) throw new NotPossible('not-signed-in', 'the session has ended');
    await mayFollow(ask.stream, actor, needs);
    if (!socket.connected) throw new NotPossible('not-signed-in', 'the socket has gone'); // a room joined after that is never left
    await follow(ask.stream);
    return sync(ask, actor, needs);
  };
  return async (ask, answer) => {
    try {
      answer({ ok: true, answer: await caughtUp(ask) });
    } catch (cause) {
      const code = codeOf(cause);
      answer({ ok: false, code });
      if (code === 'not-signed-in') end(socket);
    }
  };
}

/** One subscription a room, from its first member to its last. */
export function followRooms(
  io: Io,
  needs: Pick<CatchUpNeeds, 'accounts' | 'sync'> & { readonly relay: Relay },
  turn: Turn,
): (stream: string) => Promise<unknown> {
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

export function end(socket: Client): void {
  socket.emit('ended');
  socket.disconnect(true);
}

export const codeOf = (cause: unknown): string => failureOf(cause, 'socket').problem.code;
