import { afterAll, beforeAll, expect, test } from 'vitest';
import { budgets } from '../../server/src/domain/budgets.ts';
import { COORDINATOR, lecce } from '../../server/src/testing/world.ts';
import { openStage, type Browser, type Stage } from './stage.ts';

let stage: Stage;
let rider: Browser;
beforeAll(async () => {
  stage = await openStage(2);
  rider = await stage.as('rider');
});
afterAll(() => stage.close());

const send = async (from: Browser, method: string, path: string, body?: object) => {
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await from.send(path, { method, ...json });
  return { status: answer.status, retryAfter: Number(answer.headers.get('retry-after') ?? Number.NaN), text: await answer.text() };
};
let count = 0;
const id = () => `limit-${(count += 1)}`.padEnd(12, '-');
/** So many, some at a time: what is measured is what is let through, not how many connections there may be. */
async function many<T>(times: number, each: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  while (all.length < times) all.push(...(await Promise.all(Array.from({ length: Math.min(20, times - all.length) }, each))));
  return all;
}

const wish = { serviceDate: '2027-07-04', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' };

test.each<[string, number, () => readonly [string, string, object?]]>([
  ['asks', budgets.requestRide as number, () => ['POST', '/api/rider/rides', { id: id(), ...wish, site: 'nowhere' }]],
  ['looks', budgets.myRides as number, () => ['GET', '/api/rider/rides']],
  ['choices', budgets.choices as number, () => ['GET', '/api/rider/choices']],
  ['catching up', budgets.riderSync as number, () => ['GET', `/api/rider/sync?stream=rider:${stage.riders[0]!.account}&epoch=&after=0`]],
])('a flood of %s is let through to its budget, then refused with a time, and never a fault', async (_, budget, request) => {
  const answers = await many(budget + 40, () => send(rider, ...request()));
  expect(answers.filter(({ status }) => status !== 429)).toHaveLength(budget);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(40);
  for (const { retryAfter, text } of refused) {
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(JSON.parse(text)).toMatchObject({ code: 'too-many-requests' });
  }
  expect(Math.max(...answers.map(({ status }) => status))).toBeLessThan(500);
});

test('who is left somewhere, cancels, agrees or drives is never refused for saying it often', async () => {
  const ride = '/api/rider/rides/ride-open-day-1';
  const driver = await stage.as('driver');
  const fact = () => ({ counter: 1, run: 'foggia_2027-07-02_bus-1', deviceTime: stage.time, contact: null, act: { act: 'start' } });
  const floods = [
    many(300, () => send(rider, 'POST', `${ride}/acknowledge`, { id: id(), change: 'none' })),
    many(300, () => send(rider, 'POST', `${ride}/still-here`, { id: id() })),
    many(300, () => send(rider, 'POST', `${ride}/cancel`, { id: id() })),
    many(300, () => send(driver, 'POST', '/api/driver/facts', { device: 'device-flood', facts: [fact()] })),
  ];
  const statuses = (await Promise.all(floods)).map((answers) => [...new Set(answers.map(({ status }) => status))].toSorted((a, b) => a - b));
  expect(statuses).toEqual([[409], [409], [200], [200]]); // nothing to agree to; the shift is tomorrow; cancelled once and shown; one fact
});

test('a driver who sends counters that were used before with the run of another pole hears nothing of it', async () => {
  const coordinator = await stage.as('coordinator');
  await coordinator.call('staffSignIn', { body: COORDINATOR as never });
  const params = { pole: 'lecce' as never };
  await coordinator.call('setUpPole', { params, body: { id: 'set-up-lecce', ...lecce('SEGRETO ') } as never });
  const { riders } = await coordinator.call('enrol', { params, body: { id: 'enrol-lecce', count: 1 } as never });
  const body = { id: 'ride-of-lecce', rider: riders[0]!.number, override: true, ...wish, site: 'l-tressanti', boardingPlace: 'l-mezzanone' };
  await coordinator.call('staffRequestRide', { params, body: body as never });
  const day = { ...params, serviceDate: wish.serviceDate as never };
  const { head } = await coordinator.call('viewDay', { params: day });
  await coordinator.call('publishDay', { params: day, body: { id: 'publish-lecce', version: head.version } as never });

  const driver = await stage.as('driver');
  const fact = (counter: number, run: string) => ({ counter, run, deviceTime: stage.time, contact: null, act: { act: 'start' } });
  const foreign = `lecce_${wish.serviceDate}_l-bus-1`;
  await send(driver, 'POST', '/api/driver/facts', { device: 'device-spy', facts: [fact(1, 'foggia_2027-07-02_bus-1')] });
  for (const facts of [[fact(1, foreign)], [fact(2, foreign)], [fact(2, foreign)], [fact(1, foreign), fact(1, 'foggia_2027-07-02_bus-1')]]) {
    const { status, text } = await send(driver, 'POST', '/api/driver/facts', { device: 'device-spy', facts });
    expect(status).toBe(200);
    expect(text).not.toMatch(/SEGRETO|ride-of-lecce|lecce_/);
  }
});
