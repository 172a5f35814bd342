import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

test('no two people of a day have the same boarding code, however often it is drawn', async () => {
  const drawn: string[] = [];
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, ids: { ...ports.ids, digits: (length) => drawn.shift() ?? ports.ids.digits(length) } }));
  const { phones } = await peopled(world, 2);
  drawn.push('4711', '4711', '4711', '0815');
  const codes: (string | null)[] = [];
  for (const { call } of phones) codes.push((await call('requestRide', { body: ask() })).card.code);
  expect(codes).toEqual(['4711', '0815']);
});
