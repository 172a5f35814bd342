/** A small world for tests: the real product on a real store, with a clock that stands still until it is moved. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINUTE, client, type Call, type EpochMs, type Pin, type PoleSetup } from '@passaggio/contracts';
import { pino } from 'pino';
import { estimateTravel } from '../adapters/estimate/estimate.ts';
import { openSqlite } from '../adapters/sqlite/openSqlite.ts';
import { compose, type Ports, type Product } from '../compose.ts';
import { inProcess } from '../http/inProcess.ts';
import { planDay } from '../matching/planDay.ts';

export interface World {
  readonly product: Product;
  readonly ports: Ports;
  /** Epoch milliseconds; set it to move the clock. */
  time: number;
  /** Closes the product and opens it again on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const COORDINATOR = { number: '10000001', pin: '4826' };
export const utc = (text: string) => Date.parse(text) as EpochMs;

/** Ids that count, so that a failure reads the same each time. */
function countingIds(): Ports['ids'] {
  let count = 0;
  const next = () => (count += 1);
  return {
    token: () => `token-${next()}`.padEnd(43, '-'),
    id: () => `id-${next()}-padded`,
    digits: (length) =>
      String(next() * 7919)
        .padStart(length, '0')
        .slice(-length),
  };
}

export async function openWorld(now: string, change: (ports: Ports) => Ports = (ports) => ports): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  const log = pino({ level: 'silent' });
  const ids = countingIds();
  const open = async () =>
    change({
      store: await openSqlite({ path: folder }),
      clock: { now: () => world.time as EpochMs },
      ids,
      hasher: { hash: (secret) => Promise.resolve(`hash ${secret}`), verify: (stored, secret) => Promise.resolve(stored === `hash ${secret}`) },
      travel: estimateTravel(),
      solver: { planDay: (task) => Promise.resolve().then(() => planDay(task, () => 0)), close: () => Promise.resolve() },
      log,
      secret: 'a secret of this test, long enough',
      budget: { seed: 1, iterations: 300, seconds: Infinity },
      apps: undefined,
    });
  const world = { time: utc(now) as number } as { -readonly [K in keyof World]: World[K] };
  const begin = async () => {
    world.ports = await open();
    world.product = compose(world.ports);
  };
  await begin();
  await world.product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  world.restart = async () => {
    await world.product.close();
    await begin();
  };
  world.close = async () => {
    await world.product.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return world;
}

export function callsOf(world: World): Call {
  return client(inProcess(() => world.product.inside));
}

/** A rider who types the PIN wherever a page would ask for it: the session is locked when nobody used it for five minutes. */
export function withPin(call: Call, pin: Pin, world: Pick<World, 'time'>): Call {
  let used = world.time;
  return async (id, input) => {
    if (world.time - used >= 4 * MINUTE) await call('riderUnlock', { body: { pin } });
    used = world.time;
    return call(id, input);
  };
}

let commands = 0;
/** A command id that was not used before. */
export const fresh = (what = 'command') => `${what}-${(commands += 1)}`.padEnd(12, '-') as never;

/** Near Foggia: two boarding places and two sites, half an hour's drive and less. */
export function foggia(vehicles: { readonly seats: number }[] = [{ seats: 8 }]): Omit<PoleSetup, 'id'> {
  const setup = {
    name: 'Foggia',
    region: 'Puglia',
    at: [15.552, 41.458],
    zone: 'Europe/Rome',
    cutoff: '20:00',
    closedDates: ['2027-12-25'],
    places: [
      { id: 'stazione', name: 'Foggia Stazione', kind: 'stop', at: [15.556, 41.466] },
      { id: 'mezzanone', name: 'Borgo Mezzanone', kind: 'stop', at: [15.71, 41.418] },
    ],
    sites: [
      {
        id: 'tressanti',
        number: 12,
        name: 'Borgo Tressanti',
        at: [15.84, 41.395],
        shifts: [
          { start: '06:00', end: '13:00' },
          { start: '07:00', end: '14:00' },
        ],
      },
      { id: 'amendola', number: 3, name: 'Amendola Sud', at: [15.69, 41.5], shifts: [{ start: '05:30', end: '12:30' }] },
    ],
    vehicles: vehicles.map(({ seats }, i) => ({ id: `bus-${i + 1}`, licence: `FG ${100 + i} AB`, seats, driver: `driver-${i + 1}` })),
    people: [
      // somebody drives even where no bus is left
      ...Array.from({ length: Math.max(1, vehicles.length) }, (_, i) => ({
        account: `driver-${i + 1}`,
        role: 'driver',
        number: String(20000001 + i),
        pin: '7305',
      })),
      { account: 'operator-foggia', role: 'operator', number: '30000001', pin: '9264' },
    ],
  };
  return setup as unknown as Omit<PoleSetup, 'id'>;
}

/**
 * Another pole: as Foggia, with its own ids, numbers and licence plates.
 *
 * @param mark  before all names, so that one which is seen elsewhere is noticed
 */
export function lecce(mark = '', vehicles?: { readonly seats: number }[]): Omit<PoleSetup, 'id'> {
  const renamed = JSON.stringify(foggia(vehicles))
    .replaceAll(/"(id|driver|account)":"/g, '"$1":"l-')
    .replaceAll('"name":"', `"name":"${mark}`)
    .replaceAll('"2000000', '"2100000')
    .replaceAll('30000001', '31000001')
    .replaceAll('FG ', 'LE ');
  return JSON.parse(renamed) as Omit<PoleSetup, 'id'>;
}

/** Sets up Foggia and gives each rider a signed-in client. */
export async function peopled(world: World, riders: number, vehicles?: { readonly seats: number }[]) {
  const coordinator = callsOf(world);
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  await coordinator('setUpPole', { params: { pole: 'foggia' as never }, body: { id: fresh(), ...foggia(vehicles) } });
  const operator = callsOf(world);
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const { riders: enrolled } = await operator('enrol', { params: { pole: 'foggia' as never }, body: { id: fresh('enrol'), count: riders } });
  const phones = await Promise.all(
    enrolled.map(async ({ number, pin, card, account }) => {
      const call = callsOf(world);
      await call('riderSignIn', { body: { number, pin } });
      return { call: withPin(call, pin, world), account, number, pin, card };
    }),
  );
  const driver = callsOf(world);
  await driver('driverSignIn', { body: { number: '20000001', pin: '7305' } as never });
  return { coordinator, operator, driver, phones };
}
