import { afterEach, expect, test } from 'vitest';
import { HOUR, MINUTE, type Act, type Call, type RideAnswer, type RideAsk, type RunView } from '@passaggio/contracts';
import { fresh, openWorld, peopled, utc, type World } from '../testing/world.ts';

let world: World;
afterEach(() => world.close());

const date = '2027-07-02' as never; // a Friday
const pole = 'foggia' as never;
const ask = (change: Partial<Record<keyof RideAsk, string>> = {}) =>
  ({ id: fresh('ride'), serviceDate: date, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', ...change }) as never;

let counter = 0;
async function act(driver: Call, run: RunView, deed: Act): Promise<RunView> {
  counter += 1;
  const contact = { serverTime: world.time, elapsed: 0, roundTrip: 0 } as never;
  const answer = await driver('recordFacts', {
    body: { device: 'device-one' as never, facts: [{ counter, run: run.run, deviceTime: world.time as never, contact, act: deed }] },
  });
  expect(answer.results[0]).toMatchObject({ counter, result: 'taken' });
  return answer.runs[0]!;
}

test('one request travels from a phone to an executed plan and back', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { operator, driver, phones } = await peopled(world, 1);
  const phone = phones[0]!.call;

  const answer = await phone('requestRide', { body: ask() });
  expect(answer).toMatchObject({ answer: 'accepted', card: { state: 'accepted', outbound: { told: null } } });

  world.time = utc('2027-07-01T18:00:30Z'); // the cut-off is at 20:00 in Rome
  await world.product.tick();
  let [card] = (await phone('myRides', {})).cards;
  expect(card).toMatchObject({ state: 'seat', outbound: { state: 'planned', plate: { number: 1, licenceTail: '0AB' } } });
  const told = card!.outbound!.told!;
  expect(told).toBeGreaterThanOrEqual(card!.outbound!.window.from);
  expect(card!.outbound!.arrival).toBeLessThanOrEqual(card!.shiftStart); // P7

  let run = (await driver('myRuns', {})).runs[0]!;
  const { ride } = card!;
  const [boarding, site, gate, home] = run.stops;
  world.time = told;
  await act(driver, run, { act: 'start' });
  await act(driver, run, { act: 'arrive', stop: boarding!.stop });
  [card] = (await phone('myRides', {})).cards;
  expect(card!.outbound!.state).toBe('here');
  await act(driver, run, { act: 'board', ride, leg: 'outbound' });
  world.time += MINUTE;
  run = await act(driver, run, { act: 'leave', stop: boarding!.stop });
  expect(run.onBoard).toBe(1);
  world.time = site!.plannedArrive;
  await act(driver, run, { act: 'arrive', stop: site!.stop });
  await act(driver, run, { act: 'alight', ride, leg: 'outbound' });
  await act(driver, run, { act: 'leave', stop: site!.stop });
  [card] = (await phone('myRides', {})).cards;
  expect([card!.outbound!.state, card!.return!.state]).toEqual(['alighted', 'planned']);

  world.time = Math.max(gate!.plannedArrive, card!.shiftEnd);
  await act(driver, run, { act: 'arrive', stop: gate!.stop });
  await act(driver, run, { act: 'board', ride, leg: 'return' });
  world.time += 2 * MINUTE;
  await act(driver, run, { act: 'leave', stop: gate!.stop });
  world.time = home!.plannedArrive;
  await act(driver, run, { act: 'arrive', stop: home!.stop });
  await act(driver, run, { act: 'alight', ride, leg: 'return' });
  run = await act(driver, run, { act: 'end' });
  expect(run).toMatchObject({ state: 'ended', onBoard: 0, needsPerson: [] });

  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never }); // the evening's session has ended
  const view = await operator('viewDay', { params: { pole, serviceDate: date } });
  expect(view.people[0]!.return!.state).toBe('alighted'); // P10
  expect(view.alarms).toEqual([]);
  const { head } = await operator('closeDay', { params: { pole, serviceDate: date }, body: { id: fresh(), version: view.head.version } });
  expect(head.phase).toBe('closed');
});

test('P4: who cancels after the bus should have come is not undone while the driver has no coverage: only the return is given up', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { driver, phones } = await peopled(world, 1);
  const phone = phones[0]!.call;
  const answer = (await phone('requestRide', { body: ask() })) as Extract<RideAnswer, { answer: 'accepted' }>;
  const { ride } = answer.card;
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const run = (await driver('myRuns', {})).runs[0]!;
  const told = run.stops[0]!.notBefore!;
  world.time = told + HOUR; // at the farm; the driver's facts are still on the driver's phone
  const { card } = await phone('cancelRide', { params: { ride }, body: { id: fresh() } });
  expect(card).toMatchObject({ state: 'seat', return: { state: 'not-returning' } });
  world.time = told;
  await act(driver, run, { act: 'arrive', stop: run.stops[0]!.stop });
  await act(driver, run, { act: 'board', ride, leg: 'outbound' });
  const [later] = (await phone('myRides', {})).cards;
  expect(later).toMatchObject({ state: 'seat', outbound: { state: 'boarded' }, return: { state: 'not-returning' } });
});

test('who cancels while the bus is known to be late gives up the whole ride', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { driver, phones } = await peopled(world, 2);
  const [first, second] = phones.map((one) => one.call);
  await first!('requestRide', { body: ask({ boardingPlace: 'stazione' }) });
  const { card: wished } = (await second!('requestRide', { body: ask() })) as Extract<RideAnswer, { answer: 'accepted' }>;
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const run = (await driver('myRuns', {})).runs[0]!;
  world.time = run.stops[0]!.plannedArrive + HOUR;
  await act(driver, run, { act: 'arrive', stop: run.stops[0]!.stop }); // an hour late at the stop before
  const { card } = await second!('cancelRide', { params: { ride: wished.ride }, body: { id: fresh() } });
  expect(card).toMatchObject({ state: 'cancelled' });
});

test('ST4: the same request twice is one ride, and another body under its id is refused', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 1);
  const phone = phones[0]!.call;
  const body = ask();
  const [first, second] = await Promise.all([phone('requestRide', { body }), phone('requestRide', { body })]);
  expect(second).toEqual(first);
  expect(await phone('requestRide', { body })).toEqual(first);
  expect((await phone('myRides', {})).cards).toHaveLength(1);
  await expect(phone('requestRide', { body: { ...(body as object), trip: 'outbound' } as never })).rejects.toMatchObject({
    problem: { code: 'id-used-differently' },
  });
});

test('P1: a ninth person waits, and moves up by themselves when somebody cancels', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 9);
  const asks = phones.map(() => ask());
  const answers: RideAnswer[] = [];
  for (const [i, phone] of phones.entries()) answers.push(await phone.call('requestRide', { body: asks[i]! }));
  expect(answers.map((one) => one.answer)).toEqual([...Array<string>(8).fill('accepted'), 'waiting']);
  expect(answers[8]!.card.waitingPlace).toBe(1);
  await phones[0]!.call('cancelRide', { params: { ride: answers[0]!.card.ride }, body: { id: fresh() } });
  const [card] = (await phones[8]!.call('myRides', {})).cards;
  expect(card).toMatchObject({ state: 'accepted', waitingPlace: null });
});

test('who waits is given alternatives that work', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 9);
  for (const phone of phones.slice(0, 8)) await phone.call('requestRide', { body: ask() });
  const { card } = await phones[8]!.call('requestRide', { body: ask() });
  expect(card.alternatives.length).toBeGreaterThan(0);
  const { boardAt: _, ...instead } = card.alternatives[0]!;
  await phones[8]!.call('cancelRide', { params: { ride: card.ride }, body: { id: fresh() } });
  expect(await phones[8]!.call('requestRide', { body: { id: fresh('ride'), ...instead } })).toMatchObject({ answer: 'accepted' });
});

test('P2: a second trip at the same hours is refused', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  expect(await phones[0]!.call('requestRide', { body: ask({ shiftStart: '07:00' }) })).toMatchObject({ answer: 'refused', reason: 'already-booked' });
});

test('P4: who was accepted still has a seat after a restart, without a new search', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones, operator } = await peopled(world, 8);
  for (const phone of phones) await phone.call('requestRide', { body: ask() });
  const before = await operator('viewDay', { params: { pole, serviceDate: date } });
  await world.restart();
  const again = await peopled(world, 1);
  const after = await again.operator('viewDay', { params: { pole, serviceDate: date } });
  expect(after.people).toEqual(before.people);
  const { head } = await again.operator('publishDay', { params: { pole, serviceDate: date }, body: { id: fresh(), version: after.head.version } });
  expect(head.phase).toBe('published');
});

test('P3: a trip moved 15 min later holds only once its rider says yes', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones, operator, driver } = await peopled(world, 1);
  const phone = phones[0]!.call;
  await phone('requestRide', { body: ask({ trip: 'return' }) });
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const run = (await driver('myRuns', {})).runs[0]!;
  const [before] = (await phone('myRides', {})).cards;
  const moved = await operator('retimeTrip', {
    params: { pole, serviceDate: date },
    body: { id: fresh(), run: run.run, stop: run.stops[0]!.stop, minutes: 15 },
  });
  expect(moved).toMatchObject({ holds: false, awaiting: [before!.ride] });
  const [asked] = (await phone('myRides', {})).cards;
  expect(asked!.return!.told).toBe(before!.return!.told);
  expect(asked!.return!.proposed!.told).toBe(before!.return!.told! + 15 * MINUTE);
  const { card } = await phone('acknowledge', { params: { ride: before!.ride }, body: { id: fresh(), change: moved.change } });
  expect(card.return).toMatchObject({ told: before!.return!.told! + 15 * MINUTE, proposed: null });
  const after = (await driver('myRuns', {})).runs[0]!;
  expect(after.stops[0]!.plannedArrive).toBe(run.stops[0]!.plannedArrive + 15 * MINUTE);
});

test('P5: a day cannot be closed while somebody who rode out is unaccounted for', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones, operator, driver } = await peopled(world, 1);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const run = (await driver('myRuns', {})).runs[0]!;
  world.time = run.stops[0]!.plannedArrive;
  await act(driver, run, { act: 'board', ride: card.ride, leg: 'outbound' });
  await act(driver, run, { act: 'alight', ride: card.ride, leg: 'outbound' });
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never }); // the evening's session has ended
  const params = { pole, serviceDate: date };
  const close = async () => operator('closeDay', { params, body: { id: fresh(), version: (await operator('viewDay', { params })).head.version } });
  await expect(close()).rejects.toMatchObject({ problem: { code: 'open-alarm' } });
  const { alarms } = await operator('viewDay', { params });
  expect(alarms.map((alarm) => alarm.kind)).toEqual(['still-at-site']);
  await operator('notReturning', { params: { ...params, ride: card.ride }, body: { id: fresh(), note: 'picked up by a friend' } });
  await operator('closeAlarm', { params: { pole, alarm: alarms[0]!.alarm }, body: { id: fresh(), note: 'spoke to them' } });
  expect(await close()).toMatchObject({ head: { phase: 'closed' } });
});

test('a late request is put into the published plan with an exact time', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 2);
  await phones[0]!.call('requestRide', { body: ask() });
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const told = (await phones[0]!.call('myRides', {})).cards[0]!.outbound!.told;
  const late = await phones[1]!.call('requestRide', { body: ask() });
  expect(late).toMatchObject({ answer: 'accepted', card: { state: 'seat' } });
  expect(late.card.outbound!.told).not.toBeNull();
  expect((await phones[0]!.call('myRides', {})).cards[0]!.outbound!.told).toBe(told);
});

test('an overdue cut-off is caught up after a stop', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  world.time = utc('2027-07-01T22:30:00Z');
  await world.restart();
  await world.product.tick();
  const { operator } = await peopled(world, 1);
  const view = await operator('viewDay', { params: { pole, serviceDate: date } });
  expect(view.head).toMatchObject({ phase: 'published', cutoffDone: true });
});

test.each([
  ['an unknown site', { site: 'nowhere' }, 'unknown-place'],
  ['an unknown boarding place', { boardingPlace: 'nowhere' }, 'unknown-place'],
  ['an unknown shift', { shiftStart: '11:00' }, 'unknown-shift'],
  ['a past date', { serviceDate: '2027-06-30' }, 'past-date'],
  ['a day too far ahead', { serviceDate: '2027-08-30' }, 'too-far-ahead'],
  ['a date that is none', { serviceDate: '2027-02-30' }, 'malformed'],
  ['an unknown field', { colour: 'red' }, 'malformed'],
])('%s is refused with a code, and nothing is stored', async (_, change, code) => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 1);
  await expect(phones[0]!.call('requestRide', { body: ask(change as never) })).rejects.toMatchObject({ problem: { code } });
  expect((await phones[0]!.call('myRides', {})).cards).toEqual([]);
});
