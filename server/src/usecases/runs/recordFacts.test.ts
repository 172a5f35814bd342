import { afterEach, expect, test } from 'vitest';
import { MINUTE, withChange, type Call, type RunId, type RunView } from '@passaggio/contracts';
import type { Route } from '../../domain/documents.ts';
import { AFTERNOON, ask, cutOff, date, day, tap, told } from '../../testing/summerDay.ts';
import { callsOf, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const run = (bus: string) => `foggia_${date}_${bus}` as RunId;
const lastOf = async (stream: string) => (await world.ports.store.streams.bounds(stream)).last;

test('P10: rider, driver and staff are told the same state', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1);
  const { account, call } = phones[0]!;
  const { card } = await call('requestRide', { body: ask() });
  await cutOff(world);
  const streams = [`rider:${account}`, `run:${run('bus-1')}`, 'pole:foggia'];
  const before = await Promise.all(streams.map(lastOf));
  const [stop] = (await driver('myRuns', {})).runs[0]!.stops;
  world.time = stop!.plannedArrive;
  await tap(world, driver, { run: run('bus-1') }, { act: 'board', ride: card.ride, leg: 'outbound' });
  const [rider, bus, pole] = await Promise.all(streams.map((stream, i) => told(world, stream, before[i])));
  expect(rider).toMatchObject([{ type: 'card', card: { outbound: { state: 'boarded' } } }]);
  expect(JSON.stringify(bus)).toMatch(/"state":"boarded"/);
  expect(pole!.filter((body) => body.type === 'person')).toMatchObject([{ person: { outbound: { state: 'boarded' } } }]);
});

test('P10: what was told of a run, change by change, is the run', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const bus = { run: run('bus-1') };
  const [stop] = (await driver('myRuns', {})).runs[0]!.stops;
  world.time = stop!.plannedArrive;
  await tap(world, driver, bus, { act: 'arrive', stop: stop!.stop });
  await tap(world, driver, bus, { act: 'board', ride: card.ride, leg: 'outbound' });
  await tap(world, driver, bus, { act: 'undo', ride: card.ride, leg: 'outbound' });
  let heard: RunView | undefined;
  for (const body of await told(world, `run:${bus.run}`)) {
    if (body.type === 'run') heard = body.run;
    if (body.type === 'run-change') heard = withChange(heard!, body.change);
  }
  expect({ ...heard, version: 0 }).toEqual({ ...(await driver('myRuns', {})).runs[0], version: 0 });
});

/** Stores the way home, the last two stops of the first bus, as the route of the second. */
async function sendAnotherBusHome(): Promise<void> {
  const { store } = world.ports;
  const { version, ...first } = (await store.rows.find('route', run('bus-1')))!;
  const home = first.stops.slice(2).map((stop, i) => ({ ...stop, stop: `bus-2.${i + 1}` }));
  const leave = home[0]!.begin - 60 * MINUTE;
  const second = { ...first, id: run('bus-2'), vehicle: 'bus-2', leave, stops: home };
  const morning = { ...first, return: first.stops[1]!.depart + 60 * MINUTE, stops: first.stops.slice(0, 2) };
  const puts = [
    { kind: 'route' as const, doc: second as unknown as Route, ifVersion: 0 },
    { kind: 'route' as const, doc: morning as unknown as Route, ifVersion: version },
  ];
  expect(await store.commit([{ puts }], world.time)).toMatchObject([{ outcome: 'committed' }]);
  await world.restart();
}

test('P10: a no-show of the morning is told to the run that was to bring them home', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 1, [{ seats: 8 }, { seats: 8 }]);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  await sendAnotherBusHome();
  const { head } = await operator('viewDay', { params: day });
  await operator('publishDay', { params: day, body: { id: fresh(), version: head.version } });
  const [morning] = (await driver('myRuns', {})).runs;
  expect(morning!.stops.map((stop) => stop.place.id)).toEqual(['mezzanone', 'tressanti']);

  const before = await lastOf(`run:${run('bus-2')}`);
  const [stop] = morning!.stops;
  world.time = stop!.plannedArrive;
  await tap(world, driver, morning!, { act: 'arrive', stop: stop!.stop });
  world.time += 4 * MINUTE;
  await tap(world, driver, morning!, { act: 'absent', ride: card.ride, leg: 'outbound' });
  const heard = await told(world, `run:${run('bus-2')}`, before);
  expect(JSON.stringify(heard)).toMatch(/"state":"not-returning"/);
});

const kindsOf = async (operator: Call) => {
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never }); // the evening's session has ended
  return (await operator('viewDay', { params: day })).alarms.map((alarm) => [alarm.kind, alarm.ride]);
};

test('a driver who never held the run tells nothing of it', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1, [{ seats: 8 }, { seats: 8 }]);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const other = callsOf(world);
  await other('driverSignIn', { body: { number: '20000002', pin: '7305' } as never });
  const board = { act: 'board', ride: card.ride, leg: 'outbound' } as const;
  const [theirs] = (await driver('myRuns', {})).runs;
  const fact = { counter: 1, run: theirs!.run, deviceTime: world.time as never, contact: null, act: board };
  const { results, runs } = await other('recordFacts', { body: { device: 'device-other' as never, facts: [fact] } });
  expect([results, runs]).toMatchObject([[{ result: 'not-yours' }], []]);
  expect((await driver('myRuns', {})).runs).toEqual([theirs]);
});

test('P5: who was missed by us, and who is not found at the gate, is an alarm', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 2);
  const cards = [];
  for (const { call } of phones) cards.push((await call('requestRide', { body: ask() })).card);
  await cutOff(world);
  const bus = (await driver('myRuns', {})).runs[0]!;
  const [borgo, site, gate] = bus.stops;
  const [rode, missed] = cards.map((card) => card.ride);
  world.time = borgo!.plannedArrive;
  await tap(world, driver, bus, { act: 'board', ride: rode!, leg: 'outbound' });
  world.time = borgo!.plannedDepart;
  await tap(world, driver, bus, { act: 'leave', stop: borgo!.stop });
  expect(await kindsOf(operator)).toEqual([['left-behind', missed]]);
  world.time = site!.plannedArrive;
  await tap(world, driver, bus, { act: 'alight', ride: rode!, leg: 'outbound' });
  world.time = gate!.plannedDepart;
  await tap(world, driver, bus, { act: 'not-here', ride: rode!, leg: 'return' });
  expect(await kindsOf(operator)).toEqual([
    ['left-behind', missed],
    ['not-here', rode],
  ]);
});

/** Two buses with a rider each, and their drivers. */
async function twoBuses() {
  world = await openWorld(AFTERNOON);
  const { phones, driver, operator } = await peopled(world, 2, [{ seats: 1 }, { seats: 1 }]);
  for (const { call } of phones) await call('requestRide', { body: ask() });
  await cutOff(world);
  const other = callsOf(world);
  await other('driverSignIn', { body: { number: '20000002', pin: '7305' } as never });
  const runs = await Promise.all([driver, other].map(async (call) => (await call('myRuns', {})).runs[0]!));
  return { driver, operator, own: runs[0]!, foreign: runs[1]! };
}

const factOf = (counter: number, of: string, act: object = { act: 'start' }) => ({ counter, run: of, deviceTime: world.time, contact: null, act });
const send = (call: Call, facts: readonly object[], device = 'device-attack') => call('recordFacts', { body: { device, facts } as never });

test("a driver learns nothing of another's run by any way: first, again, with another body, or beside a run of their own", async () => {
  const { driver, own, foreign } = await twoBuses();
  await send(driver, [factOf(1, own.run)]);
  const tries = [
    [factOf(1, foreign.run)], // its counter was used before: differs
    [factOf(2, foreign.run)],
    [factOf(2, foreign.run)], // sent again
    [factOf(3, `foggia_${date}_bus-9`)], // there is none: looks alike
    [factOf(1, `lecce_${date}_bus-1`)],
  ];
  for (const facts of tries) {
    const { now: _, ...answer } = await send(driver, facts);
    expect(answer).toEqual({ results: [{ counter: facts[0]!.counter, result: 'not-yours', needsPerson: null }], runs: [] });
  }
  const both = await send(driver, [factOf(1, foreign.run), factOf(4, own.run)]);
  expect([both.results.map(({ result }) => result), both.runs.map(({ run: id }) => id)]).toEqual([['not-yours', 'taken'], [own.run]]);
  const differs = await send(driver, [factOf(1, own.run, { act: 'end' })]);
  expect([differs.results, differs.runs.map(({ run: id }) => id)]).toMatchObject([[{ result: 'differs' }], [own.run]]);
});

test('a batch that names two hundred runs reads twenty of them; what is left without a result is sent again', async () => {
  world = await openWorld(AFTERNOON);
  const { driver } = await peopled(world, 1);
  let facts = Array.from({ length: 200 }, (_, i) => ({ counter: i + 1, run: run(`bus-${i}`), deviceTime: 0, contact: null, act: { act: 'start' } }));
  const answered: number[] = [];
  while (facts.length > 0) {
    const { results } = await driver('recordFacts', { body: { device: 'device-many-runs', facts } as never });
    answered.push(results.length);
    facts = facts.filter(({ counter }) => !results.some((one) => one.counter === counter));
  }
  expect(answered).toEqual(Array<number>(10).fill(20));
});

test('one bad fact of a batch fails alone', async () => {
  const { driver, own } = await twoBuses();
  const bad = [
    factOf(1, 'foggia_9999-99-99_x'),
    factOf(2, 'foggia_2027-02-30_bus-1'),
    factOf(3, `${'a'.repeat(200)}_${date}_x`),
    { counter: 4, run: own.run, act: { act: 'fly' } },
    factOf(5, own.run, { act: 'arrive', stop: 'x'.repeat(500) }),
  ];
  const { results } = await send(driver, [...bad, factOf(6, own.run)]);
  expect(results.map(({ counter, result }) => [counter, result])).toEqual([
    [1, 'unknown-run'],
    [2, 'unknown-run'],
    [3, 'unknown-run'],
    [6, 'taken'],
  ]);
  await expect(send(driver, bad.slice(3))).rejects.toMatchObject({ problem: { code: 'malformed' } }); // so that a phone finds them
});

test('ST4: a fact that is stored is a replay, also where its command was purged long ago, and holds up nothing behind it', async () => {
  const { driver, own } = await twoBuses();
  await send(driver, [factOf(1, own.run)]);
  await world.ports.store.purge(world.time + 1);
  const answer = await send(driver, [factOf(1, own.run), factOf(2, own.run, { act: 'end' })]);
  expect(answer.results.map(({ result }) => result)).toEqual(['replay', 'taken']);
  await world.ports.store.purge(world.time + 1);
  const other = await send(driver, [factOf(1, own.run, { act: 'end' }), factOf(3, own.run)]);
  expect(other.results.map(({ result }) => result)).toEqual(['differs', 'taken']);
});

test('no clock of a phone makes a run that nobody can be shown', async () => {
  const { driver, operator, own } = await twoBuses();
  const [stop] = own.stops;
  const arrive = { ...factOf(1, own.run, { act: 'arrive', stop: stop!.stop }), deviceTime: 1 };
  const { results } = await driver('recordFacts', { body: { device: 'device-clock', sent: { deviceTime: 8.64e15 }, facts: [arrive] } as never });
  expect(results).toMatchObject([{ result: 'taken' }]);
  expect((await operator('viewDay', { params: day })).runs).toHaveLength(2);
});

test('a run takes as many facts as it can have; then it stands as it is, and staff look at it', async () => {
  const { driver, operator, own } = await twoBuses();
  const stops = own.stops.length; // two people get on and off twice: 100 + 20 a stop + 10 a step
  const most = 100 + 20 * stops + 10 * own.stops.flatMap(({ on, off }) => [...on, ...off]).length;
  const { ride } = own.stops[0]!.on[0]!;
  let counter = 0;
  const tapsOf = (count: number) => Array.from({ length: count }, () => factOf((counter += 1), own.run, { act: 'undo', ride, leg: 'outbound' }));
  for (let left = most; left > 0; left -= 50) await send(driver, tapsOf(Math.min(50, left)));
  const { results } = await send(driver, tapsOf(3));
  expect(results.map(({ result }) => result)).toEqual(['replay', 'replay', 'replay']);
  expect(await world.ports.store.rows.select('fact', 'ofRun', [own.run])).toHaveLength(most);
  const { alarms } = await operator('viewDay', { params: day });
  expect(alarms).toMatchObject([{ kind: 'fact-conflict', run: own.run, detail: 'so many taps that no more are taken' }]);
});
