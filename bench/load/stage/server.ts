/** The product as an installation runs it: a process of its own, over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { client, type Call, type Pin, type SignInNumber } from '@passaggio/contracts';
import { SECRET } from './people.ts';
import type { Place } from './place.ts';

const START = fileURLToPath(new URL('../../../server/src/start.ts', import.meta.url));
const METRICS_TOKEN = 'a-token-of-the-load-benches';
export const COORDINATOR = { number: '10000002' as SignInNumber, pin: '5937' as Pin };

export interface Server {
  readonly origin: string;
  readonly pid: number;
  /** A figure of `/metrics` by name and labels, as Prometheus writes them; 0 where it was never counted. */
  figures(): Promise<(figure: string) => number>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
}

export interface Starting {
  /** The same one after a restart, so that clients find it again; 0: any. */
  readonly port?: number;
  /** Folder for a CPU profile, written when it ends. */
  readonly profile?: string | undefined;
}

export async function startServer(place: Place, { port = 0, profile }: Starting = {}): Promise<Server> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const asStarted = process.execArgv; // by scripts/run.mjs
  const child = spawn(process.execPath, [...asStarted, ...profiling, START], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATA_DIR: place.folder,
      STORE_URL: place.storeUrl,
      PASSAGGIO_SECRET: SECRET,
      METRICS_TOKEN,
      COORDINATOR_NUMBER: COORDINATOR.number,
      COORDINATOR_PIN: COORDINATOR.pin,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (\S+)$/.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
      else if (/"level":[56]0/.test(line)) process.stderr.write(`${line}\n`);
    });
    child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready`)));
  });
  return {
    origin,
    pid: child.pid!,
    async figures() {
      const response = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      const text = await response.text();
      const values = new Map(text.split('\n').flatMap((line) => (line === '' || line.startsWith('#') ? [] : [split(line)])));
      return (figure) => values.get(figure) ?? 0;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function split(line: string): [string, number] {
  const end = line.lastIndexOf(' ');
  return [line.slice(0, end), Number(line.slice(end + 1))];
}

/** Calls with a session's cookie. */
export function callsWith(origin: string, door: 'rider' | 'driver' | 'staff', token: string): Call {
  const cookie = `__Host-${door}=${token}`;
  return client((path, init) => fetch(origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin, cookie } }));
}

/** The coordinator, signed in. */
export async function coordinatorOf(origin: string): Promise<Call> {
  const call = callsOf(origin);
  await call('staffSignIn', { body: COORDINATOR });
  return call;
}

/** Calls that keep the cookie of the session they begin. */
export function callsOf(origin: string): Call {
  let cookie = '';
  return client(async (path, init) => {
    const response = await fetch(origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin, cookie } });
    cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return response;
  });
}
