/** Some thousands of phones in a process of their own: websockets with the apps' own way of connecting again and catching up. */
import { readFileSync } from 'node:fs';
import { NoAnswer, type ClientToServer, type ServerToClient, type StreamEvent, type SyncAnswer } from '@passaggio/contracts';
import { io, type Socket } from 'socket.io-client';
import { AGAIN } from '../../../ui/src/live/again.ts';
import { openLive, type Link, type LinkHears } from '../../../ui/src/live/live.ts';
import { socketLink } from '../../../ui/src/live/socketLink.ts';
import { callsWith } from '../stage/server.ts';
import type { Begin, Order, Phone, Told } from './orders.ts';

/** Sockets that connect at the same time, the first time. */
const AT_ONCE = 100;
const TELL_MS = 100;

interface Count {
  caught: boolean;
  heard: boolean;
}

const { origin, address, phones } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Begin;
const counts: Count[] = phones.map(() => ({ caught: false, heard: false }));
const sockets: Socket<ServerToClient, ClientToServer>[] = [];
/** What a phone reads is not what is measured. */
const schemas = { event: { parse: (raw: unknown) => raw as StreamEvent }, answer: { parse: (raw: unknown) => raw as SyncAnswer } };
let [bytes, failed] = [0, 0];

/** As the rider's page begins: it asks over HTTP at once, and over the socket as soon as there is one. */
function open(phone: Phone, count: Count): Promise<void> {
  const { token, stream } = phone;
  const call = token === undefined ? undefined : callsWith(origin, 'rider', token);
  return new Promise((connected) => {
    const live = openLive({
      door: 'rider',
      schemas,
      open: (_, hears) => Promise.resolve(openPhone(phone, hears, count, connected)),
      async overHttp(ask) {
        if (call === undefined) throw new NoAnswer('riderSync'); // a server with nothing behind it
        return call('riderSync', { query: { ...ask, after: String(ask.after) } });
      },
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      contact: () => undefined,
      link: () => undefined,
      ended: () => undefined,
    });
    live.follow(stream, { snapshot: () => undefined, events: () => undefined });
  });
}

function openPhone({ token }: Phone, hears: LinkHears, count: Count, connected: () => void): Link {
  const options = { ...AGAIN, transports: ['websocket'], auth: { door: 'rider' }, forceNew: true, localAddress: address };
  const extraHeaders: Record<string, string> = token === undefined ? { origin } : { origin, cookie: `__Host-rider=${token}` };
  const socket: Socket<ServerToClient, ClientToServer> = io(origin, { ...options, extraHeaders });
  sockets.push(socket);
  const link = socketLink(socket, {
    ...hears,
    up: () => {
      hears.up();
      connected();
    },
    event: (event) => {
      count.heard = true;
      bytes += JSON.stringify(event).length;
      hears.event(event);
    },
  });
  return {
    ...link,
    async sync(ask) {
      const reply = (await link.sync(ask).catch(() => undefined)) as { readonly ok: boolean; readonly code?: string } | undefined;
      if (reply?.ok !== true) failed += 1;
      if (reply === undefined) throw new NoAnswer('riderSync');
      count.caught ||= reply.ok;
      return reply;
    },
  };
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
