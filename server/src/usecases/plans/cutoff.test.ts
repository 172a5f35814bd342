import { MINUTE, type RideAsk } from '@passaggio/contracts';
import { onTestFinished, expect, test } from 'vitest';
import type { Ports } from '../../compose.ts';
import { callsOf, foggia, fresh, openWorld, peopled, utc } from '../../testing/world.ts';

const date = '2027-07-02';
const ask = (change: object = {}) =>
  ({ id: fresh('ride'), serviceDate: date, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', ...change }) as unknown as RideAsk;
const cutoff = utc('2027-07-01T18:00:30Z');

test('a planning whose server died is given up after three minutes, and the day is published by the next tick', async () => {
  let hangs = true;
  const forever = new Promise<never>(() => {});
  const world = await openWorld('2027-07-01T14:00:00Z', (ports) => ({
    ...ports,
    solver: { ...ports.solver, planDay: (task) => (hangs ? forever : ports.solver.planDay(task)) },
  }));
  onTestFinished(() => world.close());
  const { operator, phones } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  const phase = async () => (await operator('viewDay', { params: { pole: 'foggia', serviceDate: date } as never })).head.phase;

  world.time = cutoff;
  void world.product.tick();
  await expect.poll(phase).toBe('planning');
  hangs = false;
  await world.restart(); // as after a kill: nobody waits for that plan any more
  world.time += 2 * MINUTE;
  await world.product.tick();
  expect(await phase()).toBe('planning'); // another server may still be at it
  world.time += 2 * MINUTE;
  await world.product.tick();
  expect(await phase()).toBe('published');
  const [card] = (await phones[0]!.call('myRides', {})).cards;
  expect(card!.state).toBe('seat');
});

test("one pole's fault does not keep another one's riders from their times", async () => {
  let broken = '';
  const failing = ({ rows }: Ports['store']): Ports['store']['rows'] => ({
    ...rows,
    select: (kind, index, equals, range) =>
      kind === 'ride' && equals[0] === broken ? Promise.reject(new Error('a page of it is damaged')) : rows.select(kind, index, equals, range),
  });
  const forever = new Promise<never>(() => {});
  let hangs = true;
  const world = await openWorld('2027-07-01T14:00:00Z', (ports) => ({
    ...ports,
    store: { ...ports.store, rows: failing(ports.store) },
    solver: { ...ports.solver, planDay: (task) => (hangs ? forever : ports.solver.planDay(task)) },
  }));
  onTestFinished(() => world.close());
  const { coordinator, phones } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  const { vehicles, places, sites, ...rest } = foggia();
  const second = {
    ...rest,
    people: [{ account: 'driver-lecce', role: 'driver', number: '20000051', pin: '7305' }],
    vehicles: vehicles.map((one) => ({ ...one, id: 'lecce-bus', licence: 'LE 200 CD', driver: 'driver-lecce' })),
    places: places.map((one) => ({ ...one, id: `lecce-${one.id}` })),
    sites: sites.map((one) => ({ ...one, id: `lecce-${one.id}` })),
  };
  await coordinator('setUpPole', { params: { pole: 'lecce' as never }, body: { id: fresh(), ...second } as never });
  const { riders } = await coordinator('enrol', { params: { pole: 'lecce' as never }, body: { id: fresh(), count: 1 } });
  const other = callsOf(world);
  await other('riderSignIn', { body: { number: riders[0]!.number, pin: riders[0]!.pin } });

  world.time = cutoff;
  void world.product.tick(); // foggia's planning never ends
  await expect.poll(async () => (await coordinator('viewDay', { params: { pole: 'foggia', serviceDate: date } as never })).head.phase).toBe('planning');
  await world.restart();
  await other('riderUnlock', { body: { pin: riders[0]!.pin } }); // hours have passed
  await other('requestRide', { body: ask({ site: 'lecce-tressanti', boardingPlace: 'lecce-mezzanone', serviceDate: '2027-07-03' }) });
  [broken, hangs] = ['foggia', false];
  world.time = utc('2027-07-02T18:00:30Z');
  await world.product.tick();
  const [card] = (await other('myRides', {})).cards;
  expect(card!.state).toBe('seat');
});

test('a day that staff published while its cut-off was due is nobody’s fault', async () => {
  const faults: unknown[] = [];
  let publish: (() => Promise<unknown>) | undefined;
  const overtaken = ({ rows }: Ports['store']): Ports['store']['rows'] => ({
    ...rows,
    async select(kind, index, equals, range) {
      const found = await rows.select(kind, index, equals, range);
      if (kind === 'day' && index === 'due' && found.length > 0) await publish?.();
      return found;
    },
  });
  const world = await openWorld('2027-07-01T14:00:00Z', (ports) => ({
    ...ports,
    store: { ...ports.store, rows: overtaken(ports.store) },
    log: { ...ports.log, error: (line: unknown) => void faults.push(line) } as Ports['log'],
  }));
  onTestFinished(() => world.close());
  const { operator, phones } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  const params = { pole: 'foggia', serviceDate: date } as never;
  publish = async () => {
    publish = undefined;
    const { head } = await operator('viewDay', { params });
    await operator('publishDay', { params, body: { id: fresh('publish'), version: head.version } });
  };
  world.time = cutoff;
  await world.product.tick();
  expect(publish).toBeUndefined();
  expect((await operator('viewDay', { params })).head.phase).toBe('published');
  expect(faults).toEqual([]);
});
