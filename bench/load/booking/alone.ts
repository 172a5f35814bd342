/** Beside the peak: the search for a seat among many people, and the commits of those bookings through the store port with nothing around them. */
import { client, type CommandId, type EpochMs, type RideAnswer, type RideAsk } from '@passaggio/contracts';
import { random } from '@passaggio/fixtures';
import { pino } from 'pino';
import { estimateTravel } from '../../../server/src/adapters/estimate/estimate.ts';
import { randomIds } from '../../../server/src/adapters/ids/randomIds.ts';
import { compose, type Ports } from '../../../server/src/compose.ts';
import { dispatch } from '../../../server/src/http/dispatch.ts';
import { inProcess } from '../../../server/src/http/inProcess.ts';
import { insertion } from '../../../server/src/ports/figures.ts';
import type { Entry } from '../../../server/src/ports/store.ts';
import { spreadOf, type Spread } from '../stage/figures.ts';
import { personOf, SECRET, signIn } from '../stage/people.ts';
import { openPlace, type Store, type StoreKind } from '../stage/place.ts';
import { datesFrom, polesFor } from './peak.ts';
import { bookingOf } from './plan.ts';

export interface Alone {
  /** Searches while this many people and more have a seat, milliseconds. */
  readonly people: number;
  readonly insertion: Spread;
  /** Whole booking in process, without HTTP: milliseconds. */
  readonly booking: Spread;
  /** Those bookings' commits, one after the other, milliseconds. */
  readonly commit: Spread;
  readonly commitsASecond: number;
}

const PEOPLE = 700;
/** Bookings measured once so many have a seat. */
const MEASURED = 300;
const COORDINATOR = { number: '10000001', pin: '4826' } as const;

interface Kept {
  readonly entries: readonly Entry[];
  readonly at: number;
}

export async function alone(kind: StoreKind, seed: number): Promise<Alone> {
  const kept: Kept[] = [];
  const first = await openPlace(kind);
  const { searches, bookings, from } = await book(await first.open(), seed, kept);
  await first.remove();
  const second = await openPlace(kind);
  const store = await second.open();
  const commits: number[] = [];
  for (const { entries, at } of kept) {
    const began = performance.now();
    await store.commit(entries, at);
    commits.push(performance.now() - began);
  }
  await store.close();
  await second.remove();
  const commit = spreadOf(commits.slice(from));
  return { people: PEOPLE, insertion: spreadOf(searches, 3), booking: spreadOf(bookings), commit, commitsASecond: Math.round(1000 / commit.mean) };
}

/** @param kept  gets every commit, from the empty store on, so that it can be done again */
async function book(opened: Store, seed: number, kept: Kept[]) {
  const store: Store = {
    ...opened,
    commit(entries, at) {
      kept.push({ entries, at });
      return opened.commit(entries, at);
    },
  };
  const { pole, setup } = polesFor(seed, 28 * (PEOPLE + MEASURED), 1.4)[0]!;
  const now = Date.now();
  const riders = Array.from({ length: 2 * (PEOPLE + MEASURED) }, (_, i) => personOf('rider', pole, i));
  await signIn(riders, 'rider', store, now);
  const product = compose(portsOf(store, now));
  await product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  const coordinator = client(inProcess(() => product.inside));
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  await coordinator('setUpPole', { params: { pole }, body: { ...setup, id: `set-up-${pole}-load` as CommandId } });

  const searches: number[] = [];
  const bookings: number[] = [];
  let [began, seated, from] = [0, 0, 0];
  insertion.start.subscribe(() => (began = performance.now()));
  insertion.end.subscribe(() => seated >= PEOPLE && searches.push(performance.now() - began));
  const draw = random(`alone ${seed}`);
  const [serviceDate] = datesFrom(now) as [RideAsk['serviceDate']];
  for (const [i, { token }] of riders.entries()) {
    if (bookings.length === MEASURED) break;
    const ask = bookingOf(`load-alone-${i}`, setup, serviceDate, draw) as unknown as RideAsk;
    const started = performance.now();
    const incoming = { params: {}, query: {}, body: () => Promise.resolve(ask), token, address: 'in-process', device: undefined };
    const { answer } = (await dispatch('requestRide', incoming, product.inside)).answer as RideAnswer;
    if (seated >= PEOPLE) bookings.push(performance.now() - started);
    if (answer === 'accepted') seated += 1;
    if (seated < PEOPLE) from = kept.length;
  }
  await product.close();
  if (bookings.length < MEASURED) throw new Error(`${seated} of ${riders.length} riders got a seat, expected more than ${PEOPLE} before the last ${MEASURED}`);
  return { searches, bookings, from };
}

function portsOf(store: Store, now: number): Ports {
  return {
    store,
    clock: { now: () => now as EpochMs },
    ids: randomIds,
    hasher: { hash: (secret) => Promise.resolve(`plain ${secret}`), verify: (stored, secret) => Promise.resolve(stored === `plain ${secret}`) },
    travel: estimateTravel(),
    solver: { planDay: () => Promise.reject(new Error('nothing is planned here')), close: () => Promise.resolve() },
    log: pino({ level: 'silent' }),
    secret: SECRET,
    budget: { seed: 1, iterations: 1, seconds: 1 },
    apps: undefined,
  };
}
