import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whole, type RunView } from '@passaggio/contracts';
import type { Tap } from './decide.ts';
import { ofRun } from './factQueue.ts';
import { hearRuns, readKept } from './runsKept.ts';
import { at, clock, morning, who } from './testing/morning.ts';
import { FakeDevice, FakeServer, type Network, type Tab } from './testing/world.ts';
import { driverView, everyone, type Recorded } from './view.ts';

const taps = fc.constantFrom<Tap>(
  { tap: 'arrive' },
  { tap: 'arrive' },
  { tap: 'board-all' },
  { tap: 'board', who: who('amina') },
  { tap: 'board', who: who('bakary') },
  { tap: 'undo' },
  { tap: 'take-back', who: who('amina') },
  { tap: 'absent', who: who('chidi') },
  { tap: 'alight-all' },
  { tap: 'alight', who: who('amina') },
  { tap: 'leave', sure: true },
);
const networks = fc.constantFrom<Network>('up', 'up', 'lost', 'unheard', 'bare', 'store-away', 'outcome-unknown', 'not-signed-in');
type Step =
  | { readonly do: 'tap'; readonly tap: Tap; readonly tab: number }
  | { readonly do: 'network'; readonly network: Network }
  | { readonly do: 'send' | 'send-later' | 'reload' | 'kill' | 'push'; readonly tab: number };
const tab = fc.nat(1);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('tap' as const), tap: taps, tab }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('network' as const), network: networks }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constantFrom('send' as const, 'send-later' as const, 'reload' as const, 'kill' as const, 'push' as const), tab }),
    },
  ),
  { maxLength: 40, size: 'max' },
);

/** What both ends must agree on. */
const seen = (view: RunView, carried: Parameters<typeof driverView>[1] = []) => ({
  people: everyone(view.stops, carried).map((one) => `${one.ride} ${one.leg} ${one.state}`),
  stops: view.stops.map((stop) => [stop.arrived, stop.left]),
});

/** The world as the driver lived it: every tap that was not refused, at once and for good. */
async function live(story: readonly Step[]) {
  const server = new FakeServer();
  const device = new FakeDevice(server);
  const tabs = [await device.open(), await device.open()];
  const lived: Recorded[] = [];
  const pending: Promise<unknown>[] = [];
  let minutes = 300;
  const check = async (one: Tab) => {
    const { facts, runs } = await readKept(one.db);
    const [kept] = runs;
    if (kept === undefined) throw new Error('the run is gone');
    const view = driverView(kept.view, kept.carried, ofRun(facts, kept.run));
    expect(seen(view)).toEqual(seen(driverView(morning(), [], lived)));
    expect(view.onBoard).toBeLessThanOrEqual(view.seats);
  };
  for (const step of story) {
    minutes += 4;
    if (step.do === 'network') {
      server.network = step.network;
      continue;
    }
    const one = tabs[step.tab] as Tab;
    if (step.do === 'tap') {
      const before = (await readKept(one.db)).facts.length;
      const recording = await one.tap(step.tap, clock(minutes));
      if ('recorded' in recording) {
        const fresh = (await readKept(one.db)).facts.slice(-recording.recorded);
        lived.push(...fresh.map((fact) => ({ act: fact.fact.act, at: fact.at })));
      } else expect((await readKept(one.db)).facts.length).toBeLessThanOrEqual(before);
    } else if (step.do === 'send') await Promise.all([one.sender.wake(), ...pending.splice(0)]);
    else if (step.do === 'send-later') pending.push(one.sender.wake());
    else if (step.do === 'push') await hearRuns(one.db, 'driver-3' as never, [whole(server.run())]);
    else {
      if (step.do === 'kill') one.kill();
      else one.sender.close();
      tabs[step.tab] = await device.open();
    }
    await check(tabs[step.tab] as Tab);
  }
  await Promise.all(pending);
  return { server, device, tab: tabs[0] as Tab, lived, check };
}

test('whatever fails between, every fact takes effect exactly once, in order, and no number is used twice', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const { server, tab: one, lived, check } = await live(story);
      server.network = 'up';
      await one.sender.wake();
      expect((await readKept(one.db)).facts).toEqual([]);
      expect(server.log.map((fact) => fact.counter)).toEqual(lived.map((_, i) => i + 1));
      expect(server.log.map((fact) => fact.act)).toEqual(lived.map((fact) => fact.act));
      await check(one);
      expect(seen(server.run())).toEqual(seen(driverView(morning(), [], lived)));
    }),
    { numRuns: 120 },
  );
}, 60_000);

test('a long shift without signal is sent in batches, in order', async () => {
  const { server, tab: one } = await live([{ do: 'tap', tap: { tap: 'arrive' }, tab: 0 }]);
  server.network = 'lost';
  for (let i = 0; i < 60; i += 1) {
    await one.tap({ tap: 'board-all' }, clock(304));
    await one.tap({ tap: 'undo' }, clock(304));
  }
  server.network = 'up';
  server.batches.length = 0;
  await one.sender.wake();
  expect(server.batches.map((batch) => batch.length)).toEqual([100, 100, 41]);
  expect(server.log.map((fact) => fact.counter)).toEqual(Array.from({ length: 241 }, (_, i) => i + 1));
  expect(at(304)).toBe(server.log.at(-1)?.deviceTime);
});
