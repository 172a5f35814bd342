import { RideCard } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { feltBetween } from './feel.ts';
import type { Unsent } from './outbox.ts';
import { evening, scenes } from './testing/scenes.ts';

const card = (name: string): RideCard => RideCard.parse(scenes[name]?.cards[0]);
const seat = card('seat');
const refused: RideCard = { ...seat, state: 'refused', reason: 'no-seat', outbound: null, return: null };
const cancelled: RideCard = { ...seat, state: 'cancelled' };
const asked: Unsent = { command: { what: 'ask', ride: seat.ride, body: { id: seat.ride } as never }, tries: 1, stopped: undefined };
const seen = (cards: readonly RideCard[], unsent: readonly Unsent[] = []) => ({ cards: new Map(cards.map((one) => [one.ride, one])), unsent });
const felt = (was: ReturnType<typeof seen>, is: ReturnType<typeof seen>) => feltBetween(was, is, evening);

test('what was asked for is felt once it is answered: taken, or a problem', () => {
  expect(felt(seen([]), seen([], [asked]))).toBeUndefined();
  expect(felt(seen([], [asked]), seen([seat]))).toBe('taken');
  expect(felt(seen([], [asked]), seen([refused]))).toBe('problem');
  expect(felt(seen([], [asked]), seen([], [{ ...asked, stopped: 'unknown-shift' }]))).toBe('problem');
  expect(felt(seen([], [{ ...asked, stopped: 'unknown-shift' }]), seen([]))).toBeUndefined(); // read and closed
});

test('what others did is to be looked at, also where nothing was asked; the same state again is nothing', () => {
  expect(felt(seen([{ ...seat, state: 'accepted' }]), seen([seat]))).toBe('look');
  expect(felt(seen([seat]), seen([cancelled]))).toBe('look');
  expect(felt(seen([seat]), seen([{ ...seat, stillHere: null }]))).toBeUndefined();
  expect(felt(seen([]), seen([seat]))).toBeUndefined(); // the page was opened
});

test('the stream that is quicker than the answer is not felt twice', () => {
  expect(felt(seen([seat], [asked]), seen([cancelled], [asked]))).toBeUndefined();
  expect(felt(seen([cancelled], [asked]), seen([cancelled]))).toBe('taken');
});
