import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, cutOff } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

test('a driver’s device knows cards by a salted hash, new each time, and who waits at the same place for another bus', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 2, [{ seats: 1 }, { seats: 1 }]);
  const rides = [];
  for (const { call } of phones) rides.push((await call('requestRide', { body: ask() })).card);
  await cutOff(world);
  const { runs, keys } = await driver('myRuns', {});
  const run = runs[0]!;
  const known = keys!.find((one) => one.run === run.run)!;
  const own = rides.findIndex(({ code }) => code === run.stops[0]!.on[0]!.code);
  const hashOf = (i: number) => sha(`${known.salt} ${sha(phones[i]!.card)}`).slice(0, 32);
  expect(known.people).toHaveLength(2);
  expect(known.people).toContainEqual({ code: rides[own]!.code, cards: [hashOf(own)], bus: null });
  const bus = { plate: 3 - run.plate.number, place: 'Borgo Mezzanone', at: expect.any(Number) as number };
  expect(known.people).toContainEqual({ code: rides[1 - own]!.code, cards: [hashOf(1 - own)], bus });
  expect(JSON.stringify(keys)).not.toContain(sha(phones[own]!.card)); // unsalted it would tell one person on two days
  const again = (await driver('myRuns', {})).keys!.find((one) => one.run === run.run)!;
  expect(again.salt).not.toBe(known.salt);
});
