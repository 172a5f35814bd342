import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { NoAnswer, ProblemError, problems, type Call, type Me, type ProblemCode } from '@passaggio/contracts';
import { beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../offline/database.ts';
import { at, morning, person, stop, who } from '../offline/testing/morning.ts';
import { FakeServer } from '../offline/testing/world.ts';
import { TimeKeeper } from '../offline/timeKeeper.ts';
import { DriverStore } from './driverStore.ts';

const me = { now: at(300), account: 'driver-3', role: 'driver', poles: [] } as unknown as Me;
const problem = (code: ProblemCode) => new ProblemError({ type: '', title: '', status: problems[code], code });

/** A phone at Borgo at 05:00, and a server that can be away or forget the session. */
function phone() {
  const server = new FakeServer();
  const state = { isAway: false, areRunsAway: false, isSignedIn: false, account: 'driver-3', asked: [] as string[] };
  const call = ((id: string, input: { body?: never }) => {
    state.asked.push(id);
    if (state.isAway || (state.areRunsAway && id === 'myRuns')) return Promise.reject(new NoAnswer(id));
    if (id === 'driverSignIn') state.isSignedIn = true;
    else if (!state.isSignedIn) return Promise.reject(problem('not-signed-in'));
    if (id === 'driverSignIn') return Promise.resolve({ ...me, account: state.account });
    if (id === 'driverSignOut') return Promise.resolve((state.isSignedIn = false));
    if (id === 'myRuns') return Promise.resolve({ now: at(300), runs: [server.run()] });
    if (id === 'recordFacts') return Promise.resolve().then(() => ({ ...server.send(input.body as never, state.account), now: at(300) }));
    return Promise.reject(new NoAnswer(id));
  }) as unknown as Call;
  const open = async () => {
    const db = await openDatabase('driver', () => 'device-a');
    const time = new TimeKeeper(
      () => ({ wall: at(300), steady: 0 }),
      'life-one',
      null,
      () => undefined,
    );
    return DriverStore.open({
      db,
      call,
      time,
      open: () => new Promise(() => undefined),
      alone: (work) => work(),
      after: () => () => undefined,
      random: () => 0.5,
      newId: () => 'device-new',
      tell: () => undefined,
    });
  };
  return { server, state, open };
}
const { run } = morning();
const first = (store: DriverStore) => store.state.runs[0];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('a driver signs in, sees the run, and what is recorded is sent at once', async () => {
  const { server, open } = phone();
  const store = await open();
  expect(store.state.session).toBe('none');
  await store.signIn('20000001', '7305');
  expect(first(store)?.view.run).toBe(run);
  await store.tap(run, { tap: 'arrive' });
  await expect.poll(() => server.log.length).toBe(1);
  await expect.poll(() => store.state.waiting.all).toBe(0);
});

test('that there is nothing to drive is said only once the server has said so', async () => {
  const { state, open } = phone();
  const store = await open();
  state.areRunsAway = true;
  await store.signIn('20000001', '7305');
  expect(store.state).toMatchObject({ runs: [], areRunsRead: false, link: 'away' });
  state.areRunsAway = false;
  await store.refresh();
  expect(store.state.areRunsRead).toBe(true);
  await store.signOut();
  expect(store.state.areRunsRead).toBe(false);
});

test('a phone that starts without signal shows the run as it was left, and counts what waits', async () => {
  const { state, open } = phone();
  const before = await open();
  await before.signIn('20000001', '7305');
  state.isAway = true;
  await before.tap(run, { tap: 'arrive' });
  await before.tap(run, { tap: 'board', who: who('amina') });
  const after = await open();
  await after.refresh();
  expect(first(after)?.view.onBoard).toBe(1);
  expect(after.state).toMatchObject({ session: 'open', link: 'away', heardAt: at(300), waiting: { all: 2, others: 0, stuck: 0 } });
});

test('a session that ended does not stop the driver; signing in again sends what waits', async () => {
  const { server, state, open } = phone();
  const store = await open();
  await store.signIn('20000001', '7305');
  state.isSignedIn = false;
  await store.tap(run, { tap: 'arrive' });
  await expect.poll(() => store.state.session).toBe('ended');
  await store.tap(run, { tap: 'board-all' });
  expect(first(store)?.view.onBoard).toBe(2);
  await store.signIn('20000001', '7305');
  await expect.poll(() => server.log.map((fact) => fact.counter)).toEqual([1, 2, 3]);
});

test('signing out without signal keeps the queue and ends the session before the next sign-in', async () => {
  const { server, state, open } = phone();
  const store = await open();
  await store.signIn('20000001', '7305');
  state.isAway = true;
  await store.tap(run, { tap: 'arrive' });
  await store.signOut();
  expect(store.state).toMatchObject({ session: 'none', runs: [], waiting: { all: 1 } });
  state.isAway = false;
  state.asked.length = 0;
  await store.signIn('20000001', '7305');
  expect(state.asked.slice(0, 2)).toEqual(['driverSignOut', 'driverSignIn']);
  await expect.poll(() => server.log.length).toBe(1);
});

test('after reconnecting the driver is told what the plan changed, until it is seen', async () => {
  const { server, open } = phone();
  const store = await open();
  await store.signIn('20000001', '7305');
  const [borgo, ...rest] = morning().stops;
  server.run = () => morning({ version: 9, stops: [...(borgo === undefined ? [] : [borgo]), stop('piazza', 305, [person('ebrima', 305)], []), ...rest] });
  await store.refresh();
  expect(first(store)?.changes).toEqual([{ change: 'stop-added', place: 'piazza', at: at(305) }]);
  await store.seen(run);
  expect(first(store)?.changes).toEqual([]);
});

test('a page that slept while another driver signed in sends nothing of the driver before with their cookie, and is theirs then', async () => {
  const { server, state, open } = phone();
  const asleep = await open();
  await asleep.signIn('20000001', '7305');
  state.isAway = true;
  await asleep.tap(run, { tap: 'arrive' });
  const page = await open();
  await page.signOut();
  state.isAway = false;
  state.account = 'driver-4';
  await page.signIn('20000002', '6193');
  await asleep.refresh();
  expect(asleep.state.me?.account).toBe('driver-4');
  expect(asleep.state.aside).toEqual([]);
  expect(server.log).toEqual([]);
  state.account = 'driver-3';
  await page.signIn('20000001', '7305');
  await expect.poll(() => server.log.length).toBe(1); // kept until then
});
