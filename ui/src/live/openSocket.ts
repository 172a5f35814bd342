/** The socket.io end of `openLive`; its library is loaded once the page has nothing else to do. */
import type { ClientToServer, Door, ServerToClient } from '@passaggio/contracts';
import type { Socket } from 'socket.io-client';
import { AGAIN } from './again.ts';
import type { Link, LinkHears } from './live.ts';
import { idle } from './idle.ts';
import { socketLink } from './socketLink.ts';

/** @param door  which session's cookie the server shall look at */
export async function openSocket(door: Door, hears: LinkHears): Promise<Link> {
  await idle();
  const { io } = await import('socket.io-client');
  const socket: Socket<ServerToClient, ClientToServer> = io({ auth: { door }, transports: ['websocket', 'polling'], ...AGAIN });
  /** There is signal again, or the phone woke: the lot is for those whose server went away. */
  const hurry = (): void => {
    if (!socket.connected && document.visibilityState === 'visible') socket.disconnect().connect();
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  const link = socketLink(socket, hears);
  return {
    ...link,
    close: () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      link.close();
    },
  };
}
