import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, day } from '../../testing/summerDay.ts';
import { foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

interface Given {
  readonly id: string;
  readonly number?: number;
}
const at = [15.6, 41.45] as const;
const placesOf = (...places: readonly Given[]) => places.map((place) => ({ name: `at ${place.id}`, kind: 'stop', at, ...place }));
const sitesOf = (...sites: readonly Given[]) => sites.map((site) => ({ name: site.id, at, shifts: [{ start: '06:00', end: '13:00' }], ...site }));

async function open() {
  world = await openWorld(AFTERNOON);
  const { coordinator, phones } = await peopled(world, 1);
  const setUp = (change: object) =>
    coordinator('setUpPole', { params: { pole: day.pole }, body: { id: fresh(), ...foggia(), ...change } }).then(
      () => 'done',
      ({ problem }: { problem: { code: string; detail?: string } }) => `${problem.code}: ${problem.detail}`,
    );
  const numbers = async () => (await phones[0]!.call('choices', {})).boardingPlaces.map(({ number, id }) => `${number} ${id}`);
  return { setUp, numbers };
}

test('a place keeps its number, whatever comes and is called by a name before its own, and new ones get the next', async () => {
  const { setUp, numbers } = await open();
  expect(await numbers()).toEqual(['1 stazione', '2 mezzanone']);
  await setUp({ places: placesOf({ id: 'arena' }, { id: 'mezzanone' }) });
  expect(await numbers()).toEqual(['1 stazione', '2 mezzanone', '3 arena']);
  await setUp({ places: placesOf({ id: 'borgo' }, { id: 'arena', number: 30 }) });
  expect(await numbers()).toEqual(['1 stazione', '2 mezzanone', '30 arena', '31 borgo']);
});

test('no two places of a pole have the same number, nor two of its sites, those left out of the body among them', async () => {
  const { setUp, numbers } = await open();
  expect(await setUp({ places: placesOf({ id: 'arena', number: 7 }, { id: 'borgo', number: 7 }) })).toMatch(/^unfit-setup: .*arena and borgo.* 7$/);
  expect(await setUp({ places: placesOf({ id: 'arena', number: 2 }) })).toMatch(/^unfit-setup: .*arena and mezzanone.* 2$/);
  expect(await setUp({ sites: sitesOf({ id: 'one', number: 5 }, { id: 'two', number: 5 }) })).toMatch(/^unfit-setup: .*one and two.* 5$/);
  expect(await setUp({ sites: sitesOf({ id: 'one', number: 12 }) })).toMatch(/^unfit-setup: .*one and tressanti.* 12$/);
  expect(await numbers()).toEqual(['1 stazione', '2 mezzanone']);
});
