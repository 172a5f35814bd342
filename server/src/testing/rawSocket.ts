/** A WebSocket by hand, for tests: it says what no library would, and reads only where it is told to. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawSocket {
  /** Sends a text message of at most 65,535 bytes (RFC 6455, 5.2). */
  say(text: string): void;
  /** Reads no more. */
  deaf(): void;
  /** All that came, the answer to the handshake first. */
  heard(): string;
  /** Resolves when the server has ended it. Never while it is deaf. */
  readonly ended: Promise<unknown>;
  close(): void;
}

export async function rawSocket(origin: string, cookie = ''): Promise<RawSocket> {
  const { host, hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (data) => (heard += data.toString('latin1')));
  socket.on('error', () => undefined); // ended while we write
  const ended = once(socket, 'close');
  await once(socket, 'connect');
  const lines = [`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, `Cookie: ${cookie}`, 'Connection: Upgrade'];
  const key = randomBytes(16).toString('base64');
  socket.write([...lines, 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`, '', ''].join('\r\n'));
  while (!heard.includes('"maxPayload"')) await Promise.race([once(socket, 'data'), ended]);
  return {
    say: (text) => void socket.write(framed(Buffer.from(text))),
    deaf: () => void socket.pause(),
    heard: () => heard,
    ended,
    close: () => socket.destroy(),
  };
}

/** A final text frame under a mask of zeros. */
function framed(text: Buffer): Buffer {
  const head = text.length < 126 ? Buffer.from([0x81, 0x80 | text.length]) : Buffer.from([0x81, 0xfe, text.length >> 8, text.length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), text]);
}
