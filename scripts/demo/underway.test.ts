/** Whatever the hour at which the demo is started, somebody rides. */
import { callsOf, COORDINATOR, openWorld } from '../../server/src/testing/world.ts';
import { HOUR, MINUTE, type Call } from '../../contracts/src/index.ts';
import { world as demoWorld } from '../../fixtures/src/index.ts';
import { onTestFinished, test, expect } from 'vitest';
import type { Login } from '../demo.ts';
import { enrolAt } from './riders.ts';
import { setOut } from './underway.ts';

const pole = demoWorld(1, { ridersOf: () => 24, ridersPerSeat: 1.6, allHours: 'foggia' }).find((one) => one.pole === 'foggia')!;
const HALF_HOURS = Array.from({ length: 48 }, (_, i) => `2026-11-23T${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 === 0 ? '20' : '50'}:00Z`);
// the night in which clocks go forward, and the one in which they go back
const NIGHTS = ['2027-03-27T23:50:00Z', '2027-03-28T00:50:00Z', '2026-10-24T23:50:00Z', '2026-10-25T00:50:00Z', '2026-10-25T01:20:00Z'];

test.each([...HALF_HOURS, ...NIGHTS])('started at %s, once more 20 min later, and on the next day', async (now) => {
  const world = await openWorld(now);
  onTestFinished(() => world.close());
  const signedIn = async (door: 'staffSignIn' | 'driverSignIn' | 'riderSignIn', { number, pin }: Login): Promise<Call> => {
    const call = callsOf(world);
    await call(door, { body: { number, pin } as never });
    return call;
  };
  let boss = await signedIn('staffSignIn', COORDINATOR);
  await boss('setUpPole', { params: { pole: pole.pole }, body: pole.setup });
  const riders = await enrolAt(pole, boss);
  const begin = () => setOut(pole, riders, boss, (login) => signedIn('driverSignIn', login));
  const rides = async ({ driver, seated }: Awaited<ReturnType<typeof setOut>>) => {
    const { cards } = await (await signedIn('riderSignIn', seated))('myRides', {});
    expect(cards.map((ride) => ride.outbound?.state)).toContainEqual(expect.stringMatching(/^(on-its-way|here|boarded)$/u));
    const { runs } = await (await signedIn('driverSignIn', driver))('myRuns', {});
    expect(runs.map((run) => run.state)).toContain('under-way');
  };
  const first = await begin();
  await rides(first);
  const day = await boss('viewDay', { params: { pole: pole.pole, serviceDate: first.serviceDate } });
  expect([day.head.phase, ...day.runs.map((run) => run.state)]).toEqual(expect.arrayContaining(['published', 'under-way']));
  world.time += 20 * MINUTE;
  expect(await begin()).toEqual(first);
  world.time += 25 * HOUR;
  boss = await signedIn('staffSignIn', COORDINATOR);
  await rides(await begin());
});
