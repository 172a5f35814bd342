import type { AccountId } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { asideIn } from './factQueue.ts';
import { readKept } from './runsKept.ts';
import { at, clock, who } from './testing/morning.ts';
import { FakeDevice, FakeServer, type Tab } from './testing/world.ts';

async function phone() {
  const server = new FakeServer();
  const device = new FakeDevice(server);
  return { server, device, tab: await device.open() };
}
const waiting = async (tab: Tab) => (await readKept(tab.db)).facts.map((one) => one.counter);
const acts = (server: FakeServer) => server.log.map((fact) => `${fact.counter} ${fact.act.act}`);
const arriveAndBoard = async (tab: Tab) => {
  await tab.tap({ tap: 'arrive' }, clock(300));
  await tab.tap({ tap: 'board-all' }, clock(300));
};

test('facts wait on the disk, are sent in counter order and leave with their answer', async () => {
  const { server, tab } = await phone();
  await arriveAndBoard(tab);
  expect(await waiting(tab)).toEqual([1, 2, 3]);
  await tab.sender.wake();
  expect(acts(server)).toEqual(['1 arrive', '2 board', '3 board']);
  expect(await waiting(tab)).toEqual([]);
  expect((await readKept(tab.db)).runs[0]?.view.onBoard).toBe(2);
});

test.each(['lost', 'unheard', 'store-away', 'outcome-unknown', 'too-many-tries', 'fault'] as const)(
  'with %s everything is kept and sent again once',
  async (network) => {
    const { server, device, tab } = await phone();
    await arriveAndBoard(tab);
    server.network = network;
    await tab.sender.wake();
    expect(await waiting(tab)).toEqual([1, 2, 3]);
    expect(device.timers).toHaveLength(1);
    server.network = 'up';
    device.timers.pop()?.();
    await tab.sender.wake();
    expect(acts(server)).toEqual(['1 arrive', '2 board', '3 board']);
    expect(await waiting(tab)).toEqual([]);
  },
);

test('the queue outlives the page, and the next fact has the next number', async () => {
  const { server, device, tab } = await phone();
  await arriveAndBoard(tab);
  tab.db.close();
  const reopened = await device.open();
  await reopened.tap({ tap: 'leave', sure: false }, clock(302));
  expect(await waiting(reopened)).toEqual([1, 2, 3, 4]);
  await reopened.sender.wake();
  await reopened.tap({ tap: 'arrive' }, clock(310));
  await reopened.sender.wake();
  expect(acts(server)).toEqual(['1 arrive', '2 board', '3 board', '4 leave', '5 arrive']);
});

test('a session that ended keeps the queue; the same driver signing in again sends it once', async () => {
  const { server, device, tab } = await phone();
  await arriveAndBoard(tab);
  server.network = 'not-signed-in';
  await tab.sender.wake();
  expect(device.signedOut).toBe(1);
  device.account = undefined;
  await tab.sender.wake();
  expect(await waiting(tab)).toEqual([1, 2, 3]);
  server.network = 'up';
  device.account = 'driver-3' as AccountId;
  await tab.sender.wake();
  expect(acts(server)).toHaveLength(3);
});

test('facts of the driver before are kept until that driver signs in, and hold nobody up', async () => {
  const { server, device, tab } = await phone();
  await arriveAndBoard(tab);
  device.account = 'driver-4' as AccountId;
  await tab.sender.wake();
  expect(await waiting(tab)).toEqual([1, 2, 3]);
  await tab.sender.wake();
  expect(server.batches).toEqual([[1, 2, 3]]);
  device.account = 'driver-3' as AccountId;
  await tab.sender.wake();
  expect(await waiting(tab)).toEqual([]);
  expect(acts(server)).toHaveLength(3);
});

test('a driver’s own fact on a run that was never theirs leaves the queue and is kept in words', async () => {
  const { server, tab } = await phone();
  server.holder = 'driver-9';
  await arriveAndBoard(tab);
  await tab.sender.wake();
  expect(await waiting(tab)).toEqual([]);
  expect(asideIn(await tab.db.get('notes', 'aside'))).toMatchObject([
    { act: 'arrive', place: 'borgo', plate: 7, at: at(300), why: 'not-yours' },
    { act: 'board', code: '1111', why: 'not-yours' },
    { act: 'board', code: '2222', why: 'not-yours' },
  ]);
});

test('a fact that the server cannot read is set aside and the others go on', async () => {
  const { server, tab } = await phone();
  await arriveAndBoard(tab);
  server.unreadable.add(2);
  await tab.sender.wake();
  expect(acts(server)).toEqual(['1 arrive', '3 board']);
  expect((await readKept(tab.db)).facts).toMatchObject([{ counter: 2, unreadable: true }]);
});

test('an answer that names none of the facts counts as no answer', async () => {
  const { server, device, tab } = await phone();
  await arriveAndBoard(tab);
  server.send = () => ({ now: 0 as never, results: [], runs: [] });
  await tab.sender.wake();
  expect(await waiting(tab)).toEqual([1, 2, 3]);
  expect(device.timers).toHaveLength(1);
});

test('two tabs neither share a number nor send twice', async () => {
  const { server, device, tab } = await phone();
  const other = await device.open();
  await tab.tap({ tap: 'arrive' }, clock(300));
  await Promise.all([tab.tap({ tap: 'board', who: who('amina') }, clock(300)), other.tap({ tap: 'board', who: who('bakary') }, clock(300))]);
  await Promise.all([tab.sender.wake(), other.sender.wake()]);
  expect(acts(server)).toEqual(['1 arrive', '2 board', '3 board']);
  expect(server.batches).toEqual([[1, 2, 3]]);
});

test('P1: two tabs cannot fill one seat twice', async () => {
  const { device, tab } = await phone();
  const other = await device.open();
  await tab.tap({ tap: 'arrive' }, clock(300));
  const kept = await tab.db.get('runs', (await readKept(tab.db)).runs[0]?.run ?? '');
  if (kept !== undefined) await tab.db.put('runs', { ...kept, view: { ...kept.view, seats: 1 } });
  const both = await Promise.all([tab.tap({ tap: 'board', who: who('amina') }, clock(300)), other.tap({ tap: 'board', who: who('bakary') }, clock(300))]);
  expect(both).toEqual([{ recorded: 1 }, { refused: 'full' }]);
});

test('what is recorded while a batch is under way goes with the next', async () => {
  const { server, device, tab } = await phone();
  await tab.tap({ tap: 'arrive' }, clock(300));
  let answer = (): void => {};
  device.gate = new Promise((resolve) => (answer = resolve));
  const sent = tab.sender.wake();
  await expect.poll(() => server.batches).toEqual([[1]]);
  await tab.tap({ tap: 'board-all' }, clock(300));
  void tab.sender.wake();
  answer();
  await sent;
  expect(server.batches).toEqual([[1], [2, 3]]);
});
