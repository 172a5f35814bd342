import { RideCard } from '@passaggio/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { memory, timeSince } from './memory.ts';
import { choices, scenes } from './testing/scenes.ts';

afterEach(() => vi.unstubAllGlobals());

test('the time since is counted on from what the server said, and a clock that was put back counts nothing', () => {
  const then = { at: 1_000_000, deviceAt: 5_000 };
  expect([timeSince(then, 8_000), timeSince(then, 5_000), timeSince(then, 0)]).toEqual([1_003_000, 1_000_000, 1_000_000]);
});

test('a ride is still known where an older release wrote down what can be chosen in another form', () => {
  const kept = (chosen: unknown) => {
    const me = { now: 1_000_000, account: 'rider-1', role: 'rider', poles: [] };
    const written = { me, cards: scenes['cancelled']!.cards, choices: chosen, at: 1_000_000, deviceAt: 5_000 };
    vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(written) });
    return memory.read();
  };
  const card = RideCard.parse(scenes['cancelled']!.cards[0]);
  expect(kept(choices)?.choices?.boardingPlaces[0]).toMatchObject({ number: 1 });
  const older = { ...choices, boardingPlaces: choices.boardingPlaces.map(({ number: _, ...place }) => place) };
  expect(kept(older)).toMatchObject({ cards: [card] });
  expect(kept(older)?.choices).toBeUndefined();
});
