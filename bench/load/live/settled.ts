/** A morning before it is published: every rider has a seat, given by the product itself, in process so that it is there soon. */
import { client, type CommandId, type EpochMs, type RideAsk, type ServiceDate } from '@passaggio/contracts';
import { random, type WorldPole } from '@passaggio/fixtures';
import { pino } from 'pino';
import { argon2Hasher } from '../../../server/src/adapters/argon2/hasher.ts';
import { estimateTravel } from '../../../server/src/adapters/estimate/estimate.ts';
import { randomIds } from '../../../server/src/adapters/ids/randomIds.ts';
import { compose } from '../../../server/src/compose.ts';
import { dispatch } from '../../../server/src/http/dispatch.ts';
import { inProcess } from '../../../server/src/http/inProcess.ts';
import { bookingOf } from '../booking/plan.ts';
import { inTurns } from '../stage/figures.ts';
import { SECRET, signIn, type Person } from '../stage/people.ts';
import type { Place } from '../stage/place.ts';
import { COORDINATOR } from '../stage/server.ts';

/** Bookings under way: those of a pole share commits. */
const AT_ONCE = 200;

export interface Settled {
  readonly riders: readonly Person[];
  readonly serviceDate: ServiceDate;
  readonly seed: number;
}

/** @returns how many have a seat or wait: at publication they are told; the sites of the others are too far */
export async function settle(place: Place, poles: readonly WorldPole[], { riders, serviceDate, seed }: Settled): Promise<number> {
  const store = await place.open();
  await signIn(riders, 'rider', store, Date.now());
  const product = compose({
    store,
    clock: { now: () => Date.now() as EpochMs },
    ids: randomIds,
    hasher: argon2Hasher(),
    travel: estimateTravel(),
    solver: { planDay: () => Promise.reject(new Error('nothing is planned here')), close: () => Promise.resolve() },
    log: pino({ level: 'silent' }),
    secret: SECRET,
    budget: { seed, iterations: 1, seconds: 1 },
    apps: undefined,
  });
  await product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  const coordinator = client(inProcess(() => product.inside));
  await coordinator('staffSignIn', { body: COORDINATOR });
  for (const { pole, setup } of poles) await coordinator('setUpPole', { params: { pole }, body: { ...setup, id: `set-up-${pole}-load` as CommandId } });
  const setups = new Map(poles.map(({ pole, setup }) => [pole, setup]));
  const draw = random(`settled ${seed}`);
  let told = 0;
  await inTurns(riders, AT_ONCE, async ({ token, pole }, i) => {
    const ask = bookingOf(`load-settled-${i}`, setups.get(pole)!, serviceDate, draw) as unknown as RideAsk;
    const incoming = { params: {}, query: {}, body: () => Promise.resolve(ask), token, address: 'in-process', device: undefined };
    const { answer } = await dispatch('requestRide', incoming, product.inside);
    if ((answer as { readonly answer: string }).answer !== 'refused') told += 1;
  });
  await product.close();
  return told;
}
