/** The real product on a port, with a day that is driven and one that is open: what the attacks of this folder are aimed at. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, type BodyOf, type Call, type EpochMs, type PoleSetup } from '@passaggio/contracts';
import { pino } from 'pino';
import { compose, defaultPorts, type Ports, type Product } from '../../server/src/compose.ts';
import { configFrom } from '../../server/src/config.ts';
import { COORDINATOR, foggia } from '../../server/src/testing/world.ts';

export const ROLES = ['nobody', 'rider', 'driver', 'operator', 'coordinator'] as const;
export type Role = (typeof ROLES)[number];

export interface Logged {
  readonly level: number;
  readonly operation?: string;
  readonly status?: number;
  readonly fault?: string;
}

export interface Stage {
  readonly origin: string;
  readonly product: Product;
  /** Epoch milliseconds; stands still. */
  time: number;
  /** What the product logged, at level trace. */
  readonly log: readonly Logged[];
  readonly riders: readonly { readonly account: string; readonly number: string; readonly pin: string; readonly card: string }[];
  /** A browser of its own, at an address of its own: the stage trusts the word of this machine as it would a proxy's. */
  browser(address?: string): Browser;
  /** Signed in. */
  as(role: Role): Promise<Browser>;
  close(): Promise<void>;
}

export interface Browser {
  readonly call: Call;
  /** With origin and cookies. */
  readonly send: (path: string, init: RequestInit) => Promise<Response>;
  /** As a `cookie` header. */
  readonly cookie: () => string;
}

export const DRIVER = { number: '20000001', pin: '7305' };
export const OPERATOR = { number: '30000001', pin: '9264' };
/** A disk's syncs prove nothing here, and take most of the time. */
const MEMORY = '/dev/shm';
const pole = 'foggia' as never;

/** @param change  of the ports, e.g. a quick hasher */
export async function openStage(riders: number, change: (ports: Ports) => Ports = (ports) => ports): Promise<Stage> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'passaggio-malice-'));
  const lines: Logged[] = [];
  const config = configFrom({ DATA_DIR: folder, PORT: '0', TRUSTED_PROXIES: '127.0.0.1' });
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line) as Logged) });
  const ports = await defaultPorts(config, 'a secret of this attack, long enough', undefined);
  const stage = { time: Date.parse('2027-07-01T14:00:00Z'), log: lines } as unknown as { -readonly [K in keyof Stage]: Stage[K] };
  const clock = { now: () => stage.time as EpochMs };
  stage.product = compose(change({ ...ports, log, clock, budget: { seed: 1, iterations: 300, seconds: 5 } }));
  await stage.product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  stage.origin = await stage.product.listen(0, '127.0.0.1');
  stage.browser = (address = '192.0.2.1') => browser(stage.origin, address);
  stage.riders = await enrolled(stage, riders);
  stage.as = (role) => signedIn(role, stage);
  stage.close = async () => {
    await stage.product.close();
    rmSync(folder, { recursive: true });
  };
  await daysBooked(stage);
  return stage;
}

async function enrolled(stage: Stage, count: number): Promise<Stage['riders']> {
  const { call } = stage.browser();
  await call('staffSignIn', { body: COORDINATOR as BodyOf<'staffSignIn'> });
  await call('setUpPole', { params: { pole }, body: { id: 'set-up-foggia', ...foggia() } as unknown as PoleSetup });
  const { riders } = await call('enrol', { params: { pole }, body: { id: 'enrol-foggia', count } as BodyOf<'enrol'> });
  return riders;
}

async function signedIn(role: Role, stage: Stage): Promise<Browser> {
  const one = stage.browser();
  const { number, pin } = stage.riders[0]!;
  if (role === 'rider') await one.call('riderSignIn', { body: { number, pin } as BodyOf<'riderSignIn'> });
  if (role === 'driver') await one.call('driverSignIn', { body: DRIVER as BodyOf<'driverSignIn'> });
  if (role === 'operator') await one.call('staffSignIn', { body: OPERATOR as BodyOf<'staffSignIn'> });
  if (role === 'coordinator') await one.call('staffSignIn', { body: COORDINATOR as BodyOf<'staffSignIn'> });
  return one;
}

/** One ride on the day that is published and about to be driven, one on a day that is still open, and an alarm. */
async function daysBooked(stage: Stage): Promise<void> {
  const { call } = await stage.as('rider');
  const wish = { site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' };
  await call('requestRide', { body: { id: 'ride-seated-1', serviceDate: '2027-07-02', ...wish } as BodyOf<'requestRide'> });
  stage.time = Date.parse('2027-07-01T18:00:30Z');
  await stage.product.tick();
  await call('riderUnlock', { body: { pin: stage.riders[0]!.pin } as BodyOf<'riderUnlock'> }); // hours later
  await call('requestRide', { body: { id: 'ride-open-day-1', serviceDate: '2027-07-03', ...wish } as BodyOf<'requestRide'> });
  await call('stillHere', { params: { ride: 'ride-seated-1' as never }, body: { id: 'still-here-1' } as BodyOf<'stillHere'> });
  stage.time = Date.parse('2027-07-02T02:30:00Z');
}

function browser(origin: string, address: string): Browser {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, init: RequestInit) => {
    const headers = { origin, cookie: cookie(), 'x-forwarded-for': address, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(origin + path, { ...init, headers });
    for (const one of response.headers.getSetCookie()) {
      const [name = '', value = ''] = one.split(';')[0]!.split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return { send, cookie, call: client(send) };
}
