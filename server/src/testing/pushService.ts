/** A push service on this machine and a phone behind it, for tests: takes messages as a real one would, and reads them as the phone would. */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { PushMessage, type PutPush } from '@passaggio/contracts';

export interface Delivered {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface PushService {
  readonly origin: string;
  /** What came, the newest last. */
  readonly delivered: Delivered[];
  /** Answered to each message; 201 at first. */
  status: number;
  /** Messages that the sender waited for no longer. */
  givenUp: number;
  /** Called before a message is answered. */
  arrived: (message: Delivered) => Promise<void>;
  close(): Promise<void>;
}

export async function openPushService(): Promise<PushService> {
  const server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      const message = { path: request.url ?? '', headers: request.headers, body };
      service.delivered.push(message);
      response.once('close', () => (service.givenUp += response.writableFinished ? 0 : 1));
      await service.arrived(message);
      response.writeHead(service.status, { location: `${service.origin}/elsewhere` }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const service: PushService = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delivered: [],
    status: 201,
    givenUp: 0,
    arrived: () => Promise.resolve(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

/** A phone's browser: its keys never leave it. */
export function pushPhone(service: Pick<PushService, 'origin'>, path: string) {
  const pair = createECDH('prime256v1');
  const key = pair.generateKeys();
  const auth = randomBytes(16);
  const subscription = { endpoint: `${service.origin}/${path}`, p256dh: key.toString('base64url'), auth: auth.toString('base64url') };
  return {
    /** As the page sends it. */
    body: (language: PutPush['language'], details = false): PutPush => ({ ...subscription, language, details }),
    /** RFC 8291, 3.4, over RFC 8188 with one record. @throws where it was not encrypted for this phone */
    read({ body }: Pick<Delivered, 'body'>): PushMessage {
      const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
      const [sender, sealed] = [body.subarray(21, 21 + length), body.subarray(21 + length)];
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), key, sender]);
      const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32));
      const derived = (label: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${label}\0`, bytes));
      const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
      cipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
      return PushMessage.parse(JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')));
    },
  };
}

/** The claims of a message's signature (RFC 8292). @throws where it was not made with that key */
export function signedClaims({ headers }: Pick<Delivered, 'headers'>, key: string): { readonly aud: string; readonly sub: string; readonly exp: number } {
  const [, token, named] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (token === undefined || named !== key) throw new Error(`authorization is ${headers.authorization}, expected vapid with k=${key}`);
  const [head, claims, signature] = token.split('.') as [string, string, string];
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const good = verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!good) throw new Error('the signature is not ours');
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { aud: string; sub: string; exp: number };
}
