import { afterEach, expect, test } from 'vitest';
import { DAY } from '@passaggio/contracts';
import type { Solver } from '../../ports/solver.ts';
import { AFTERNOON, ask, cutOff, day } from '../../testing/summerDay.ts';
import { COORDINATOR, fresh, openWorld, peopled, utc, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

/** A world whose solver can be held up. */
async function openHeld(): Promise<{ before: (() => Promise<unknown>) | undefined }> {
  const held: { before: (() => Promise<unknown>) | undefined } = { before: undefined };
  world = await openWorld(AFTERNOON, (ports) => {
    const planDay: Solver['planDay'] = async (task) => {
      await held.before?.();
      return ports.solver.planDay(task);
    };
    return { ...ports, solver: { ...ports.solver, planDay } };
  });
  return held;
}

test('P4: at the cut-off nobody accepted loses their seat to somebody who waits', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 3, [{ seats: 1 }]);
  for (const phone of phones) await phone.call('requestRide', { body: ask() });
  await cutOff(world);
  const cards = await Promise.all(phones.map(async ({ call }) => (await call('myRides', {})).cards[0]!));
  expect(cards.map((card) => card.state)).toEqual(['seat', 'waiting', 'waiting']);
});

test('P4: who asks while the day is being planned is answered when it ends', async () => {
  const held = await openHeld();
  const { phones, operator } = await peopled(world, 2);
  await phones[0]!.call('requestRide', { body: ask() });
  const { head } = await operator('viewDay', { params: day });
  held.before = async () => expect(await phones[1]!.call('requestRide', { body: ask() })).toMatchObject({ answer: 'pending', card: { state: 'asked' } });
  await operator('planDay', { params: day, body: { id: fresh(), version: head.version } });
  expect((await phones[1]!.call('myRides', {})).cards).toMatchObject([{ state: 'accepted' }]);
});

test('P4: a planning that died with its process is given up after 3 min, and the day is published from its draft', async () => {
  const held = await openHeld();
  const { phones, operator } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  const { head } = await operator('viewDay', { params: day });
  const planning = new Promise<void>((begun) => {
    held.before = () => {
      begun();
      return new Promise(() => {}); // the process dies before the solver answers
    };
  });
  void operator('planDay', { params: day, body: { id: fresh(), version: head.version } });
  await planning;
  held.before = undefined;
  await world.restart();
  await cutOff(world);
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  expect(await operator('viewDay', { params: day })).toMatchObject({ head: { phase: 'published' }, alarms: [{ kind: 'plan-failed' }] });
  expect((await phones[0]!.call('myRides', {})).cards).toMatchObject([{ state: 'seat' }]);
});

test('P4: an overdue planning is not given up before its 3 min are over', async () => {
  const held = await openHeld();
  const { phones, operator } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  const { head } = await operator('viewDay', { params: day });
  held.before = async () => {
    world.time += 3 * 60_000;
    await world.product.tick();
  };
  await operator('planDay', { params: day, body: { id: fresh(), version: head.version } });
  expect(await operator('viewDay', { params: day })).toMatchObject({ head: { phase: 'open', planNumber: 1 }, alarms: [] });
  expect(world.time).toBe(utc('2027-07-01T14:03:00Z'));
});

test('P4: a cancelled ride that its route could not do without does not keep the day from being planned', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator } = await peopled(world, 2);
  for (const phone of phones) await phone.call('requestRide', { body: ask() });
  const routes = () => world.ports.store.rows.select('route', 'ofDay', [day.pole, day.serviceDate]);
  const [ride] = await world.ports.store.rows.select('ride', 'ofDay', [day.pole, day.serviceDate]);
  await world.ports.store.commit([{ puts: [{ kind: 'ride', doc: { ...ride!, status: 'cancelled' }, ifVersion: ride!.version }] }], world.time);
  await world.restart();
  expect((await routes())[0]!.stops[0]!.on).toHaveLength(2);
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const { head } = await operator('viewDay', { params: day });
  expect(await operator('planDay', { params: day, body: { id: fresh(), version: head.version } })).toMatchObject({ served: 1, leftOut: [] });
  expect((await routes())[0]!.stops[0]!.on).toHaveLength(1);
});

test('ST4: who planned or published a day gets the same answer when asking again after the day is over', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, coordinator } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  const plan = { params: day, body: { id: fresh(), version: 0 } };
  const planned = await coordinator('planDay', plan);
  const publish = { params: day, body: { id: fresh(), version: planned.head.version } };
  const published = await coordinator('publishDay', publish);
  world.time += 3 * DAY;
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  expect(await coordinator('planDay', plan)).toEqual(planned);
  expect(await coordinator('publishDay', publish)).toEqual(published);
});
