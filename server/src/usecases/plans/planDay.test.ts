import { afterEach, expect, test } from 'vitest';
import { DAY, type VehicleId } from '@passaggio/contracts';
import type { VehicleDay } from '../../domain/documents.ts';
import type { PlannedRoute } from '../../matching/routes.ts';
import type { Solver } from '../../ports/solver.ts';
import { AFTERNOON, ask, cutOff, day } from '../../testing/summerDay.ts';
import { COORDINATOR, foggia, fresh, openWorld, peopled, utc, type World } from '../../testing/world.ts';

const FLEET = [{ seats: 8 }, { seats: 8 }];
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

/** A plan on the second of two buses, whose driver turns out to have come home late on the evening before, while the solver works: so many times. */
async function overtaken(times: number) {
  let count = 0;
  world = await openWorld(AFTERNOON, (ports) => {
    const planDay: Solver['planDay'] = async (task) => {
      const result = await ports.solver.planDay(task);
      if (count === times) return result;
      count += 1;
      await coordinator('setUpPole', { params: day, body: { id: fresh(), ...foggia(FLEET) } }); // the day is read anew
      const late = { leave: utc('2027-07-01T10:00:00Z'), return: utc('2027-07-01T20:00:00Z') };
      const before = { id: 'bus-2_2027-07-01', schema: 1, vehicle: 'bus-2', driver: 'driver-2', serviceDate: '2027-07-01', ...late };
      await ports.store.commit([{ puts: [{ kind: 'vehicleDay', doc: before as unknown as VehicleDay, ifVersion: count - 1 }] }], world.time);
      const [first] = result.routes as [PlannedRoute];
      return {
        ...result,
        routes: [
          { ...first, stops: [] },
          { ...first, vehicle: 'bus-2' as VehicleId },
        ],
      };
    };
    return { ...ports, solver: { ...ports.solver, planDay } };
  });
  const { phones, operator, coordinator } = await peopled(world, 1, FLEET);
  await phones[0]!.call('requestRide', { body: ask() });
  const { head } = await operator('viewDay', { params: day });
  const planned = operator('planDay', { params: day, body: { id: fresh(), version: head.version } });
  return { planned, phone: phones[0]!, operator };
}

test('P4: a plan that a driver\u2019s hours have overtaken is made once more', async () => {
  const { planned, operator } = await overtaken(1);
  expect(await planned).toMatchObject({ served: 1 });
  expect(await operator('viewDay', { params: day })).toMatchObject({ head: { phase: 'open', planNumber: 1 }, alarms: [] });
});

test('P4: a day that changes under each of its plans keeps its draft, staff hear of it, and the cut-off publishes it', async () => {
  const { planned, phone, operator } = await overtaken(2);
  await expect(planned).rejects.toMatchObject({ problem: { code: 'stale-version' } });
  expect(await operator('viewDay', { params: day })).toMatchObject({ head: { phase: 'open', planNumber: 0 }, alarms: [{ kind: 'plan-failed' }] });
  await cutOff(world);
  expect((await phone.call('myRides', {})).cards).toMatchObject([{ state: 'seat' }]);
});
