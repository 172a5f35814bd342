/** Web push (RFC 8030) with messages encrypted for the phone (RFC 8291) and signed by us (RFC 8292). */
import { request as overHttp } from 'node:http';
import { Agent, request as overHttps } from 'node:https';
import webpush from 'web-push';
import type { Push, PushOutcome } from '../../ports/push.ts';
import { publicLookup } from './addresses.ts';
import { keysFrom } from './vapid.ts';

export interface WebPushOptions {
  /** Of the installation. */
  readonly secret: string;
  /** `mailto:` or `https:`: whom a push service may ask about us. */
  readonly contact: string;
  /** Hosts of push services; `*.` before a name stands for those under it. No other is ever asked: a rider names the address. */
  readonly services: readonly string[];
  /** Lets `http://127.0.0.1` stand for a push service: tests alone. */
  readonly loopback?: boolean;
}

/** Connections to one host: more than whoever sends has messages under way. */
const CONNECTIONS = 256;
/** Milliseconds that a connection is kept for the next message. */
const KEPT = 10_000;
/** Room for the longest words; every message is as long, so that its length tells nothing. */
const PADDED = 1_024;

const GONE = new Set([404, 410]);
/** Asked wrongly: the same again would be refused again. */
const refusedForGood = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

export function webPush({ secret, contact, services, loopback = false }: WebPushOptions): Push {
  const keys = keysFrom(secret);
  const agent = new Agent({ lookup: publicLookup, maxSockets: CONNECTIONS, keepAlive: true, timeout: KEPT });
  const serviceOf = (endpoint: string): string | undefined => {
    if (!URL.canParse(endpoint)) return undefined;
    const { protocol, hostname, origin, port, username, password } = new URL(endpoint);
    if (loopback && protocol === 'http:' && hostname === '127.0.0.1') return origin;
    if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return undefined;
    return services.find((service) => (service.startsWith('*.') ? hostname.endsWith(service.slice(1)) : hostname === service));
  };
  return {
    key: keys.publicKey,
    serviceOf,
    async send({ endpoint, p256dh, auth }, message, { ttl, urgency, topic, patience, signal }) {
      if (serviceOf(endpoint) === undefined) return 'gone';
      try {
        const details = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, padded(message), {
          TTL: ttl,
          urgency,
          topic,
          contentEncoding: 'aes128gcm',
          vapidDetails: { subject: contact, ...keys },
        });
        const ends = AbortSignal.any([AbortSignal.timeout(patience), signal]);
        return outcomeOf(await post(endpoint, details.headers, details.body, { agent, signal: ends }));
      } catch (cause) {
        return cause instanceof Unreachable ? 'later' : 'gone'; // keys that are no point of the curve will never be one
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
function post(
  endpoint: string,
  headers: Readonly<Record<string, unknown>>,
  body: Buffer,
  { agent, signal }: { readonly agent: Agent; readonly signal: AbortSignal },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: headers as Record<string, string>, signal };
    const asked = endpoint.startsWith('https:') ? overHttps(endpoint, { ...options, agent }) : overHttp(endpoint, options);
    asked.once('response', (response) => {
      response.destroy(); // what it says besides is not read
      resolve(response.statusCode ?? 0);
    });
    asked.once('error', (cause) => reject(new Unreachable('the push service gave no answer', { cause })));
    asked.end(body);
  });
}
