/** What `openLive` needs of a socket.io client's socket. */
import type { ClientToServer, ServerToClient } from '@passaggio/contracts';
import type { Socket } from 'socket.io-client';
import type { Link, LinkHears } from './live.ts';

/** No reply to `sync` after this: the link is worth nothing. */
const REPLY_MS = 8_000;

export function socketLink(socket: Socket<ServerToClient, ClientToServer>, hears: LinkHears): Link {
  let wasUp = true;
  const down = (): void => {
    if (wasUp) hears.down();
    wasUp = false;
  };
  socket.on('connect', () => {
    wasUp = true;
    hears.up();
  });
  socket.on('disconnect', down);
  socket.on('connect_error', down);
  socket.on('event', (event) => hears.event(event));
  socket.on('ended', () => hears.ended());
  return {
    connected: () => socket.connected,
    sync: (ask) => socket.timeout(REPLY_MS).emitWithAck('sync', ask),
    close: () => void socket.disconnect(),
  };
}
