import { afterEach, expect, test } from 'vitest';
import type { Ports } from '../../compose.ts';
import { AFTERNOON, ask, cutOff, date, day } from '../../testing/summerDay.ts';
import { foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const closed = () => ({ ...foggia([{ seats: 2 }]), closedDates: [date] });
const body = (setup: object = closed()) => ({ params: day, body: { id: fresh('setup'), ...setup } as never });

/** Three people booked on one bus of two seats, so that one of them waits. */
async function open(change?: (ports: Ports) => Ports) {
  world = await openWorld(AFTERNOON, change);
  const { coordinator, operator, phones } = await peopled(world, 4, [{ seats: 2 }]);
  const asked = (from: number, to: number) => Promise.all(phones.slice(from, to).map(({ call }) => call('requestRide', { body: ask() })));
  const alarms = async () => (await operator('viewDay', { params: day })).alarms.filter(({ about }) => about === 'withdrawn');
  const states = async (): Promise<string[]> => (await operator('viewDay', { params: day })).people.map(({ state }) => state).toSorted();
  return { coordinator, operator, phones, asked, alarms, states };
}

test('P4: closing a date on which people are booked answers with them, raises one alarm, and takes nobody out', async () => {
  const { coordinator, asked, alarms, states } = await open();
  const cards = (await asked(0, 3)).map(({ card }) => card);
  const same = body();
  const { booked } = await coordinator('setUpPole', same);
  expect(booked).toEqual([{ serviceDate: date, why: 'date-closed', rides: expect.arrayContaining(cards.map(({ ride, code }) => ({ ride, code }))) }]);
  expect(booked![0]!.rides).toHaveLength(3);
  expect(await states()).toEqual(['accepted', 'accepted', 'waiting']);
  expect(await alarms()).toMatchObject([{ state: 'open', detail: expect.stringMatching(/is closed: 3 booked, codes \d{4}, \d{4}, and 1 who wait/) }]);
  expect(await asked(3, 4).catch(({ problem }: { problem: { code: string } }) => problem.code)).toBe('closed-day');

  expect(await coordinator('setUpPole', same)).toMatchObject({ booked }); // sent again
  expect(await coordinator('setUpPole', body())).toMatchObject({ booked }); // still booked, and told before
  expect(await alarms()).toHaveLength(1);
});

test('a date on which nobody is booked is closed without an alarm', async () => {
  const { coordinator, alarms } = await open();
  expect(await coordinator('setUpPole', body())).toMatchObject({ booked: [] });
  expect(await alarms()).toEqual([]);
});

test('P4: a published date that is closed keeps its runs, and its people are told by a person', async () => {
  const { coordinator, operator, asked, alarms } = await open();
  await asked(0, 2);
  await cutOff(world);
  expect(await coordinator('setUpPole', body())).toMatchObject({ booked: [{ why: 'date-closed' }] });
  expect(await alarms()).toHaveLength(1);
  expect(await operator('viewDay', { params: day })).toMatchObject({ head: { phase: 'published' }, runs: [{ stops: expect.anything() }] });
});

test.each([
  ['the first of all to be booked', 0, 0],
  ['booked beside others', 1, 2],
])('P4: who is %s at the very moment in which the date is closed is in the alarm', async (_, before, answered) => {
  let meanwhile: (() => Promise<unknown>) | undefined;
  const { coordinator, asked, alarms } = await open((ports) => {
    const commit: Ports['store']['commit'] = async (entries, at) => {
      const first = meanwhile;
      meanwhile = undefined;
      await first?.();
      return ports.store.commit(entries, at);
    };
    return { ...ports, store: Object.assign(Object.create(ports.store) as Ports['store'], { commit }) };
  });
  await asked(0, before);
  meanwhile = () => asked(before, 2);
  const { booked } = await coordinator('setUpPole', body());
  expect(booked!.flatMap(({ rides }) => rides)).toHaveLength(answered);
  expect(await alarms()).toMatchObject([{ detail: expect.stringContaining('2 booked') }]);
});

test('P4: who slipped through between two servers is seen to when the day is published', async () => {
  const { asked, alarms } = await open();
  await asked(0, 1);
  const { rows } = world.ports.store;
  const { version, ...pole } = (await rows.find('pole', 'foggia'))!;
  await world.ports.store.commit([{ puts: [{ kind: 'pole', doc: { ...pole, closedDates: [date] }, ifVersion: version }] }], world.time);
  await cutOff(world);
  expect(await alarms()).toMatchObject([{ detail: expect.stringContaining('1 booked') }]);
});

const sitesWith = (change: object) => foggia().sites.map((site) => (site.id === 'tressanti' ? { ...site, ...change } : site));
test.each<[string, object, string]>([
  ['a shift ends', { sites: sitesWith({ shifts: [{ start: '07:00', end: '14:00' }] }) }, 'shift-gone'],
  ['a shift has another end', { sites: sitesWith({ shifts: [{ start: '06:00', end: '14:00' }] }) }, 'shift-gone'],
  ['the farm is moved', { sites: sitesWith({ at: [15.85, 41.395] }) }, 'place-moved'],
  ['the boarding place is moved', { places: [{ ...foggia().places[1], at: [15.72, 41.418] }] }, 'place-moved'],
])('P4: where %s, whoever is booked on it is told to staff, and keeps the ride', async (_, change, why) => {
  const { coordinator, asked, alarms, states } = await open();
  await asked(0, 2);
  expect(await coordinator('setUpPole', body({ ...foggia([{ seats: 2 }]), ...change }))).toMatchObject({ booked: [{ serviceDate: date, why }] });
  expect(await states()).toEqual(['accepted', 'accepted']);
  expect(await alarms()).toMatchObject([{ detail: expect.stringContaining('2 booked') }]);
});

test('a place moved by a few steps is where it was, and the same set-up again tells of nobody', async () => {
  const { coordinator, asked, alarms } = await open();
  await asked(0, 1);
  const places = [{ ...foggia().places[1], at: [15.7101, 41.4181] }];
  expect(await coordinator('setUpPole', body({ ...foggia([{ seats: 2 }]), places }))).toMatchObject({ booked: [] });
  expect(await alarms()).toEqual([]);
});

test('the clock of people who are booked does not change', async () => {
  const { coordinator, asked } = await open();
  await asked(0, 1);
  const moved = body({ ...foggia([{ seats: 2 }]), zone: 'Europe/Paris' });
  expect(await coordinator('setUpPole', moved).catch(({ problem }: { problem: object }) => problem)).toMatchObject({
    code: 'unfit-setup',
    pointer: 'body.zone',
  });
});

test('a date that is closed, opened and closed again is told of again', async () => {
  const { coordinator, operator, asked, alarms } = await open();
  await asked(0, 1);
  await coordinator('setUpPole', body());
  const [first] = await alarms();
  await operator('closeAlarm', { params: { pole: day.pole, alarm: first!.alarm }, body: { id: fresh(), note: 'told\n\u202eher' } });
  await coordinator('setUpPole', body({ ...foggia([{ seats: 2 }]), closedDates: [] }));
  await coordinator('setUpPole', body());
  const both = (await alarms()).toSorted((a, b) => (a.state < b.state ? -1 : 1));
  expect(both).toMatchObject([{ state: 'closed', detail: expect.stringMatching(/ - told her$/) }, { state: 'open' }]); // the note turns nothing round
});
