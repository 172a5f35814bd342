/** Web push (RFC 8030) with messages encrypted for the phone (RFC 8291) and signed by us (RFC 8292). */
import { request as overHttp } from 'node:http';
import { Agent, request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import webpush from 'web-push';
import type { Push, PushOutcome } from '../../ports/push.ts';
import { isPublic, publicLookup } from './addresses.ts';
import { keysFrom } from './vapid.ts';

export interface WebPushOptions {
  /** Of the installation. */
  readonly secret: string;
  /** `mailto:` or `https:`: whom a push service may ask about us. */
  readonly contact: string;
  /** Lets `http://127.0.0.1` stand for a push service: tests alone. */
  readonly loopback?: boolean;
}

/** Milliseconds that a push service has to answer. */
const PATIENCE = 10_000;
/** Messages under way at once, whoever sends them. */
const TOGETHER = 32;
/** Room for the longest words; every message is as long, so that its length tells nothing. */
const PADDED = 1_024;

const GONE = new Set([404, 410]);
/** Asked wrongly: the same again would be refused again. */
const refusedForGood = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

export function webPush({ secret, contact, loopback = false }: WebPushOptions): Push {
  const keys = keysFrom(secret);
  const agent = new Agent({ lookup: publicLookup, maxSockets: TOGETHER, keepAlive: true, timeout: PATIENCE });
  const turn = turns(TOGETHER);
  const admits = (endpoint: string): boolean => {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, hostname, username, password } = new URL(endpoint);
    if (loopback && protocol === 'http:' && hostname === '127.0.0.1') return true;
    if (protocol !== 'https:' || username !== '' || password !== '') return false;
    const address = hostname.replace(/^\[|\]$/g, '');
    return isIP(address) === 0 ? address.includes('.') && !/\.(local|localhost|internal)\.?$/.test(address) : isPublic(address);
  };
  return {
    key: keys.publicKey,
    admits,
    async send({ endpoint, p256dh, auth }, message, { ttl, urgency, topic }) {
      if (!admits(endpoint)) return 'gone';
      const free = await turn();
      try {
        const details = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, padded(message), {
          TTL: ttl,
          urgency,
          topic,
          contentEncoding: 'aes128gcm',
          vapidDetails: { subject: contact, ...keys },
        });
        return outcomeOf(await post(endpoint, details.headers, details.body, agent));
      } catch (cause) {
        return cause instanceof Unreachable ? 'later' : 'gone'; // keys that are no point of the curve will never be one
      } finally {
        free();
      }
    },
  };
}

/** The phone parses JSON, which may end in blanks. */
const padded = (message: string): string => message + ' '.repeat(Math.max(0, PADDED - Buffer.byteLength(message)));

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'sent';
  if (GONE.has(status) || refusedForGood(status)) return 'gone';
  return 'later'; // also a redirect: it is not followed
}

class Unreachable extends Error {}

/** @throws Unreachable where there is no status in time, or the address is not public */
function post(endpoint: string, headers: Readonly<Record<string, unknown>>, body: Buffer, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: headers as Record<string, string>, signal: AbortSignal.timeout(PATIENCE) };
    const asked = endpoint.startsWith('https:') ? overHttps(endpoint, { ...options, agent }) : overHttp(endpoint, options);
    asked.once('response', (response) => {
      response.destroy(); // what it says besides is not read
      resolve(response.statusCode ?? 0);
    });
    asked.once('error', (cause) => reject(new Unreachable('the push service gave no answer', { cause })));
    asked.end(body);
  });
}

/** @returns a wait for one of so many places; what it gives sets the place free */
function turns(places: number): () => Promise<() => void> {
  let taken = 0;
  const queue: (() => void)[] = [];
  const free = (): void => {
    taken -= 1;
    queue.shift()?.();
  };
  return async () => {
    if (taken >= places) await new Promise<void>((resolve) => queue.push(resolve));
    taken += 1;
    return free;
  };
}
