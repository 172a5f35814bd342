/** Some thousands of phones in a process of their own: websockets with the apps' own way of connecting again and catching up. */
import { readFileSync } from 'node:fs';
import type { ClientToServer, ServerToClient } from '@passaggio/contracts';
import { io, type Socket } from 'socket.io-client';
import type { Begin, Order, Phone, Told } from './orders.ts';

/** As in the apps (ui/src/live/openSocket.ts). */
const AGAIN = { reconnectionDelayMax: 15_000 } as const;
const REPLY_MS = 8_000;
/** Sockets that connect at the same time, the first time. */
const AT_ONCE = 100;
const TELL_MS = 100;

interface Count {
  caught: boolean;
  heard: boolean;
  epoch: string;
  last: number;
}

const { origin, address, phones } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Begin;
const counts: Count[] = phones.map(() => ({ caught: false, heard: false, epoch: '', last: 0 }));
const sockets: Socket<ServerToClient, ClientToServer>[] = [];
let [bytes, failed] = [0, 0];

function open({ token, stream }: Phone, count: Count): Promise<void> {
  const options = { ...AGAIN, transports: ['websocket'], auth: { door: 'rider' }, forceNew: true, localAddress: address };
  const extraHeaders: Record<string, string> = token === undefined ? { origin } : { origin, cookie: `__Host-rider=${token}` };
  const socket: Socket<ServerToClient, ClientToServer> = io(origin, { ...options, extraHeaders });
  sockets.push(socket);
  socket.on('event', (event) => {
    count.heard = true;
    count.last = Math.max(count.last, event.n);
    bytes += JSON.stringify(event).length;
  });
  const catchUp = async (): Promise<void> => {
    const reply = await socket.timeout(REPLY_MS).emitWithAck('sync', { stream, epoch: count.epoch, after: count.last });
    if (!reply.ok) throw new Error(reply.code);
    Object.assign(count, { caught: true, epoch: reply.answer.epoch, last: reply.answer.last });
  };
  return new Promise((connected) => {
    const tryOn = () => {
      connected();
      catchUp().catch(() => {
        failed += 1;
        if (socket.connected) tryOn(); // as the apps do
      });
    };
    socket.on('connect', tryOn);
  });
}

async function connectAll(): Promise<void> {
  let next = 0;
  const turn = async () => {
    while (next < phones.length) {
      const index = next++;
      await open(phones[index]!, counts[index]!);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
}

process.on('message', ({ order }: Order) => {
  if (order === 'connect') return void connectAll();
  for (const count of counts) Object.assign(count, { caught: false, heard: false });
  [bytes, failed] = [0, 0];
});
process.on('disconnect', () => process.exit(0));

setInterval(() => {
  const told: Told = {
    connected: sockets.filter((socket) => socket.connected).length,
    caught: counts.filter((count) => count.caught).length,
    heard: counts.filter((count) => count.heard).length,
    bytes,
    failed,
  };
  if (process.connected) process.send!(told, () => undefined); // whoever listened may have gone meanwhile
}, TELL_MS);
