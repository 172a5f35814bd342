/** A queue that lay for long, and one whose numbers another phone uses too: nothing blocks, nothing is lost, nothing counts twice. */
import { ProblemError } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { asideIn, clearAside } from './factQueue.ts';
import { readKept } from './runsKept.ts';
import { at, clock, who } from './testing/morning.ts';
import { FakeDevice, FakeServer, type Tab } from './testing/world.ts';

async function phone(server = new FakeServer()) {
  const device = new FakeDevice(server);
  return { server, device, tab: await device.open() };
}
const waiting = async (tab: Tab) => (await readKept(tab.db)).facts.map((one) => one.counter);
const acts = (server: FakeServer) => server.log.map((fact) => `${fact.counter} ${fact.act.act}`);
/** Facts 1 to 3. */
const arriveAndBoard = async (tab: Tab) => {
  await tab.tap({ tap: 'arrive' }, clock(300));
  await tab.tap({ tap: 'board-all' }, clock(300));
};

test.each(['unknown-run', 'unknown'] as const)(
  'an old fact that is answered %s is kept in words until dispatch was told, and today’s go on',
  async (result) => {
    const { server, tab } = await phone();
    await arriveAndBoard(tab);
    server.refuses.set(1, result);
    await tab.sender.wake();
    expect(await waiting(tab)).toEqual([]);
    expect(acts(server)).toEqual(['2 board', '3 board']);
    expect(asideIn(await tab.db.get('notes', 'aside'))).toEqual([{ act: 'arrive', at: at(300), why: result, plate: 7, place: 'borgo' }]);
    await clearAside(tab.db);
    expect(asideIn(await tab.db.get('notes', 'aside'))).toEqual([]);
  },
);

test('a fact on which the server fails is found by halving, tried again by itself ever less often, and holds nobody up', async () => {
  const { server, device, tab } = await phone();
  await arriveAndBoard(tab);
  server.poisoned.add(1);
  await tab.sender.wake();
  expect(server.batches).toEqual([[1, 2, 3], [1, 2], [1], [2], [3]]);
  expect([await waiting(tab), device.wait]).toEqual([[1], 60_000]);
  await tab.tap({ tap: 'leave', sure: true }, clock(302));
  await tab.sender.wake();
  expect(server.batches.slice(5)).toEqual([[4]]);
  server.poisoned.clear();
  device.timers.shift()?.();
  await expect.poll(() => waiting(tab)).toEqual([]);
  expect(acts(server)).toEqual(['2 board', '3 board', '4 leave', '1 arrive']);
});

test('a server that fails on everything is not asked fact by fact', async () => {
  const { server, device, tab } = await phone();
  for (let i = 0; i < 50; i += 1) await tab.tap(i % 2 === 0 ? { tap: 'arrive' } : { tap: 'undo' }, clock(300));
  const facts = (await waiting(tab)).length;
  server.network = 'outcome-unknown';
  await tab.sender.wake();
  expect(server.batches.length).toBeLessThanOrEqual(Math.ceil(Math.log2(facts)) + 2);
  expect([(await waiting(tab)).length, device.timers.length]).toEqual([facts, 1]);
});

test('the server says when to come again', async () => {
  const { server, device, tab } = await phone();
  await arriveAndBoard(tab);
  Object.assign(server, { network: 'too-many-tries', retryAfter: 40 });
  await tab.sender.wake();
  expect([server.batches.length, device.wait]).toEqual([1, 40_000]);
});

test('a problem of a later release about the facts sets aside the one that is to blame, and one about who asks none', async () => {
  const { server, tab } = await phone();
  await arriveAndBoard(tab);
  const send = server.send.bind(server);
  let status = 403;
  server.send = (batch, account) => {
    if (status === 403 || batch.facts.some(({ counter }) => counter === 2)) throw new ProblemError({ type: '', title: '', status, code: 'unknown' });
    return send(batch, account);
  };
  await tab.sender.wake();
  expect((await readKept(tab.db)).facts.map(({ unreadable }) => unreadable)).toEqual([false, false, false]);
  status = 422;
  await tab.sender.wake();
  expect((await readKept(tab.db)).facts).toMatchObject([{ counter: 2, unreadable: true }]);
  expect(acts(server)).toEqual(['1 arrive', '3 board']);
});

test('of two phones with one device id the second takes another: every fact of both is stored once', async () => {
  const first = await phone();
  const second = await phone(first.server);
  await first.tab.tap({ tap: 'arrive' }, clock(300));
  await first.tab.sender.wake();
  await second.tab.tap({ tap: 'board', who: who('amina') }, clock(301));
  const both = [first, second].map(({ device }) => device.account);
  expect(both[0]).toBe(both[1]);
  await second.tab.tap({ tap: 'arrive' }, clock(301));
  await second.tab.tap({ tap: 'board', who: who('amina') }, clock(302));
  await second.tab.sender.wake();
  expect(await waiting(second.tab)).toEqual([]);
  await second.tab.tap({ tap: 'board', who: who('bakary') }, clock(303));
  await second.tab.sender.wake();
  expect([...first.server.stored.keys()]).toEqual(['device-a.1', 'device-a.2', 'device-new-1.1', 'device-new-1.3']);
  expect(acts(first.server)).toEqual(['1 arrive', '2 board', '1 arrive', '3 board']);
  expect(second.device.newIds).toBe(1);
  await first.tab.tap({ tap: 'board', who: who('bakary') }, clock(304));
  await first.tab.sender.wake();
  expect([await waiting(first.tab), first.device.newIds]).toEqual([[], 1]);
});

test('what was taken under the old id though its answer was lost is not sent again under the new one', async () => {
  const server = new FakeServer();
  const [first, second] = [await phone(server), await phone(server)];
  await first.tab.tap({ tap: 'arrive' }, clock(300));
  await first.tab.sender.wake();
  await second.tab.tap({ tap: 'arrive' }, clock(301)); // 1: another body
  await second.tab.tap({ tap: 'board', who: who('amina') }, clock(302)); // 2: taken, and the answer is lost
  server.network = 'unheard';
  await second.tab.sender.wake();
  server.network = 'up';
  await second.tab.sender.wake();
  expect(await waiting(second.tab)).toEqual([]);
  expect([...server.stored.keys()]).toEqual(['device-a.1', 'device-a.2', 'device-new-1.1']);
});
