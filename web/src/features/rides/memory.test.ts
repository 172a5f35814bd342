import { RideCard } from '@passaggio/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { bringAsking } from '../../lib/rider/api.ts';
import { memory, timeSince, type Remembered } from './memory.ts';
import { choices, scenes } from './testing/scenes.ts';

/** What the phone keeps. */
const stored = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
});
afterEach(() => stored.clear());

const me = { now: 1_000_000, account: 'rider-1', role: 'rider', poles: [] };
const remembered = { me, cards: scenes['seat']!.cards, choices, at: 1_000_000, deviceAt: 5_000 } as unknown as Remembered;

test('what this release wrote is read as it stands; what another wrote, or is damaged, only by the part that asks', async () => {
  expect([memory.isForeign(), memory.read()]).toEqual([false, undefined]);
  memory.write(remembered);
  expect([memory.isForeign(), memory.read()]).toEqual([false, remembered]);
  const written = stored.get('rider')!;
  stored.set('rider', written.replace('"deviceAt":5000', '"deviceAt":5001'));
  expect([memory.isForeign(), memory.read()]).toEqual([true, undefined]);
  stored.set('rider', written);
  const seal = stored.get('rider.seal')!;
  stored.set('rider.seal', `${seal}of-another-release`);
  expect([memory.isForeign(), memory.read()]).toEqual([true, undefined]);
  await bringAsking();
  expect(memory.read()).toEqual(remembered);
  const told = (remembered.cards[0]?.outbound?.told ?? 0).toString();
  stored.set('rider', written.replaceAll(`"told":${told}`, '"told":"04:10"'));
  expect(memory.read()).toBeUndefined();
  memory.write(remembered);
  memory.forget();
  expect([memory.isForeign(), [...stored.keys()]]).toEqual([false, []]);
});

test('the time since is counted on from what the server said, and a clock that was put back counts nothing', () => {
  const then = { at: 1_000_000, deviceAt: 5_000 };
  expect([timeSince(then, 8_000), timeSince(then, 5_000), timeSince(then, 0)]).toEqual([1_003_000, 1_000_000, 1_000_000]);
});

test('a ride is still known where an older release wrote down what can be chosen in another form', async () => {
  await bringAsking();
  const kept = (chosen: unknown) => {
    stored.set('rider', JSON.stringify({ ...remembered, cards: scenes['cancelled']!.cards, choices: chosen }));
    return memory.read();
  };
  const card = RideCard.parse(scenes['cancelled']!.cards[0]);
  expect(kept(choices)?.choices?.boardingPlaces[0]).toMatchObject({ number: 1 });
  const older = { ...choices, boardingPlaces: choices.boardingPlaces.map(({ number: _, ...place }) => place) };
  expect(kept(older)).toMatchObject({ cards: [card] });
  expect(kept(older)?.choices).toBeUndefined();
});
