import { expect, test } from 'vitest';
import { MINUTE } from '@passaggio/contracts';
import { random, world } from '@passaggio/fixtures';
import { roadsOf } from './roads.ts';

const { setup } = world(1)[0]!;
const [from, to] = [setup.places[1]!.id, setup.sites[0]!.id];

test('a drive takes the pinned time with lognormal noise of sigma 0.15', async () => {
  const roads = await roadsOf(setup, random('noise'));
  const logs = Array.from({ length: 4000 }, () => Math.log(roads.drive(from, to, 0) / roads.pinned(from, to)));
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  const sigma = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / logs.length);
  expect(Math.abs(mean)).toBeLessThan(0.01);
  expect(Math.abs(sigma - 0.15)).toBeLessThan(0.01);
});

test('a blockage holds up one drive by 20 min, the first that begins after it', async () => {
  const [free, blocked] = [await roadsOf(setup, random('same')), await roadsOf(setup, random('same'))];
  blocked.block(1000);
  const longer = [500, 1500, 2500].map((at) => blocked.drive(from, to, at) - free.drive(from, to, at));
  expect(longer).toEqual([0, 20 * MINUTE, 0]);
});
