/** What a server of a later release sends (contracts/future), read by the driver's own store: the run goes on. */
import 'fake-indexeddb/auto';
import future from '@passaggio/contracts/future/run';
import { clientOf, driverOperations, StreamEvent, SyncAnswer, tolerant, type EpochMs } from '@passaggio/contracts';
import { release, type LinkHears } from '@passaggio/ui';
import { expect, test } from 'vitest';
import { openDatabase } from '../offline/database.ts';
import { mayLeave } from '../offline/leave.ts';
import { TimeKeeper } from '../offline/timeKeeper.ts';
import { isAwaited } from '../offline/view.ts';
import { DriverStore } from './driverStore.ts';

const { now } = future.runs;
const me = { now, account: 'driver-3', role: 'chauffeur', poles: [{ shape: 'of another release' }] };
const answers: { readonly [path: string]: object } = { '/api/driver/session': me, '/api/driver/runs': future.runs, '/api/driver/facts': future.facts };

/** What follows on the snapshot. */
const rest = { sync: 'events', epoch: 'e', last: 4, now, events: future.events };

async function open() {
  const heard: { socket?: LinkHears } = {};
  const call = clientOf(driverOperations, (path) => Promise.resolve(Response.json(answers[path] ?? {})), release.skip);
  const store = await DriverStore.open({
    db: await openDatabase('future', () => 'device-a'),
    call,
    time: new TimeKeeper(
      () => ({ wall: now as EpochMs, steady: 0 }),
      'life-one',
      null,
      () => undefined,
    ),
    open: (_, hears) => {
      heard.socket = hears;
      return Promise.resolve({
        connected: () => true,
        sync: ({ after }) => Promise.resolve({ ok: true, answer: after === 0 ? future.snapshot : rest }),
        close: () => undefined,
      });
    },
    alone: (work) => work(),
    after: () => () => undefined,
    random: () => 0.5,
    newId: () => 'device-new',
    tell: () => undefined,
  });
  return { store, heard };
}

test('the driver’s page stays live: the run is shown, a person of an unknown state is waited for, and what is unknown is counted', async () => {
  const before = release.shown.skipped;
  const { store, heard } = await open();
  await store.signIn('20000001', '7305');
  const [shown] = store.state.runs;
  expect(store.state.runs).toHaveLength(1);
  expect(shown!.view.stops.map(({ kind }) => kind)).toEqual(['boarding', 'unknown', 'site']);
  expect(shown!.view.troubles.map(({ trouble }) => trouble)).toEqual(['unknown']);
  const [rotonda] = shown!.view.stops;
  expect(rotonda!.on.map(isAwaited)).toEqual([true, true]);
  expect(mayLeave(shown!.view, rotonda!, { at: (now - 60_000) as EpochMs, slack: 0 as never }).open).toBe(false);
  await expect.poll(() => heard.socket).toBeDefined();
  heard.socket!.up();
  for (const event of future.events) heard.socket!.event(event);
  await expect.poll(() => store.state.runs[0]?.view.version).toBe(7);
  expect(store.state.runs[0]?.view.onBoard).toBe(1);
  expect(store.state.link).toBe('live');
  expect(release.shown.skipped).toBeGreaterThan(before + 6);
});

test('schemas of the run’s stream pass over what they do not know', () => {
  const skipped: number[] = [];
  const [radio] = future.events;
  expect(tolerant(StreamEvent, () => skipped.push(1)).parse(radio)).toMatchObject({ n: 2, body: { type: 'unknown' } });
  expect(tolerant(SyncAnswer, () => skipped.push(1)).parse(future.snapshot)).toMatchObject({ last: 1, snapshot: { of: 'unknown' } });
  expect(skipped).toHaveLength(2);
});
