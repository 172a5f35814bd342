/** One rider of a pole does the worst that an account can do, while riders of another pole book: what these notice. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from '@passaggio/contracts';
import { io, type Socket } from 'socket.io-client';
import { COORDINATOR, lecce } from '../../server/src/testing/world.ts';
import { openStage, type Browser, type Stage } from './stage.ts';

export interface Beside {
  /** Milliseconds within which 95 of 100 bookings of the other pole were answered, and how many there were. */
  readonly p95: number;
  readonly bookings: number;
  /** Bookings that were not answered with a seat or a place on the list. */
  readonly errors: readonly string[];
}
export interface Worst {
  readonly alone: Beside;
  readonly attacked: Beside;
  /** Calls of the attacker, by status. */
  readonly attacks: { readonly [status: string]: number };
}

/** Honest riders, and bookings a second of all of them. */
const RIDERS = 40;
const RATE = 10;
const WORKERS = 4;
const DATES = ['2027-07-03', '2027-07-04', '2027-07-05', '2027-07-06', '2027-07-07', '2027-07-08'];

/** @param seconds  of each of four spells: alone, attacked, alone, attacked */
export async function worstOfOne(seconds: number): Promise<Worst> {
  const stage = await openStage(1);
  const [began, base] = [performance.now(), stage.time];
  const clock = setInterval(() => (stage.time = base + Math.floor(performance.now() - began)), 5);
  try {
    const honest = await otherPole(stage);
    const attacks: { [status: string]: number } = {};
    const spells: { readonly isAttacked: boolean; readonly of: Spell }[] = [];
    for (const isAttacked of [false, true, false, true]) {
      const attack = isAttacked ? await beginAttack(stage, attacks) : undefined;
      spells.push({ isAttacked, of: await bookings(honest, seconds) });
      await attack?.();
    }
    const together = (isAttacked: boolean) => figures(spells.filter((one) => one.isAttacked === isAttacked).map(({ of }) => of));
    return { alone: together(false), attacked: together(true), attacks };
  } finally {
    clearInterval(clock);
    await stage.close();
  }
}

interface Spell {
  readonly took: number[];
  readonly errors: string[];
}

function figures(spells: readonly Spell[]): Beside {
  const took = spells.flatMap((one) => one.took).toSorted((a, b) => a - b);
  return { p95: Math.round(took[Math.floor(took.length * 0.95)]! * 10) / 10, bookings: took.length, errors: spells.flatMap((one) => one.errors) };
}

async function otherPole(stage: Stage): Promise<Call[]> {
  const { call } = stage.browser();
  await call('staffSignIn', { body: COORDINATOR as never });
  await call('setUpPole', {
    params: { pole: 'lecce' as never },
    body: { id: 'set-up-lecce', ...lecce('', [{ seats: 8 }, { seats: 8 }, { seats: 8 }]) } as never,
  });
  const { riders } = await call('enrol', { params: { pole: 'lecce' as never }, body: { id: 'enrol-lecce', count: RIDERS } as never });
  const phones: Call[] = [];
  for (const { number, pin } of riders) {
    const phone = stage.browser(`192.0.2.${phones.length + 10}`);
    await phone.call('riderSignIn', { body: { number, pin } });
    phones.push(phone.call);
  }
  return phones;
}

const wish = (serviceDate: string, l: string) => ({
  id: randomUUID(),
  serviceDate,
  site: `${l}tressanti`,
  shiftStart: '06:00',
  boardingPlace: `${l}mezzanone`,
  trip: 'both',
});

async function bookings(phones: readonly Call[], seconds: number): Promise<Spell> {
  const spell: Spell = { took: [], errors: [] };
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < seconds * RATE; i += 1) {
    await pause(Math.max(0, began + (i * 1000) / RATE - performance.now()));
    under.push(bookAndCancel(phones[i % phones.length]!, DATES[Math.floor(i / phones.length) % DATES.length]!, spell));
  }
  await Promise.all(under);
  return spell;
}

async function bookAndCancel(phone: Call, serviceDate: string, { took, errors }: Spell): Promise<void> {
  const began = performance.now();
  try {
    const { answer, card } = await phone('requestRide', { body: wish(serviceDate, 'l-') as never });
    took.push(performance.now() - began);
    if (answer === 'refused') errors.push(`refused: ${card.reason}`);
    await phone('cancelRide', { params: { ride: card.ride }, body: { id: randomUUID() } as never });
  } catch (cause) {
    errors.push(String(cause));
  }
}

/** All that one account can send at once, from some sessions and many sockets. @returns its end */
async function beginAttack(stage: Stage, attacks: { [status: string]: number }): Promise<() => Promise<void>> {
  const sessions = [await stage.as('rider'), await stage.as('rider'), await stage.as('rider')];
  let isOver = false;
  const tell = (status: string | number) => (attacks[status] = (attacks[status] ?? 0) + 1);
  const loop = async (from: Browser, next: (n: number) => readonly [method: string, path: string, body?: object]) => {
    for (let n = 0; !isOver; n += 1) {
      const [method, path, body] = next(n);
      const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      await from.send(path, { method, ...json }).then(
        async (answer) => (tell(answer.status), await answer.arrayBuffer()),
        () => tell('no answer'),
      );
    }
  };
  const rides = '/api/rider/rides';
  const ways: ((n: number) => readonly [string, string, object?])[] = [
    (n) => ['POST', rides, wish(DATES[n % DATES.length]!, '')],
    () => ['POST', `${rides}/ride-seated-1/cancel`, { id: randomUUID() }],
    () => ['POST', `${rides}/ride-seated-1/still-here`, { id: randomUUID(), sure: true }],
    () => ['POST', `${rides}/ride-seated-1/acknowledge`, { id: randomUUID(), change: 'none' }],
    (n) => ['POST', rides, wish(`2028-01-${String((n % 28) + 1).padStart(2, '0')}`, '')],
    () => ['GET', '/api/rider/choices'],
    () => ['GET', rides],
    () => ['GET', `/api/rider/sync?stream=rider:${stage.riders[0]!.account}&epoch=other&after=9`],
    () => ['POST', rides, { id: 'x'.repeat(60_000) }],
  ];
  const loops = ways.flatMap((way, i) => Array.from({ length: WORKERS }, () => loop(sessions[i % sessions.length]!, way)));
  const sockets = Array.from({ length: 40 }, () => flood(stage, sessions[0]!, () => isOver));
  return async () => {
    isOver = true;
    await Promise.all(loops);
    for (const socket of sockets) socket.disconnect();
  };
}

/** Asks to catch up as fast as answers come, and connects again whenever it is ended. */
function flood(stage: Stage, from: Browser, isOver: () => boolean): Socket {
  const extraHeaders = { cookie: from.cookie(), origin: stage.origin };
  const socket = io(stage.origin, {
    transports: ['websocket'],
    auth: { door: 'rider' },
    extraHeaders,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    forceNew: true,
  });
  const ask = (): void => {
    if (isOver() || !socket.connected) return;
    socket.emit('sync', { stream: `rider:${stage.riders[0]!.account}`, epoch: 'other', after: 9 }, ask);
  };
  socket.on('connect', () => Array.from({ length: 10 }, ask));
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect' && !isOver()) socket.connect();
  });
  return socket;
}
