import type { AccountId } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { openShares } from './shares.ts';

const [one, other] = ['rider-1', 'rider-2'] as AccountId[] as [AccountId, AccountId];

test('forty requests of an account wait at most, over all its sockets; another account’s do not count', () => {
  const shares = openShares<string>(() => 0);
  expect(Array.from({ length: 41 }, () => shares.ask(one)).slice(38)).toEqual(['yes', 'yes', 'no']);
  expect(shares.ask(other)).toBe('yes');
  shares.answered(one);
  expect(shares.ask(one)).toBe('yes');
});

test('an account that went away and comes back has no more than it had', () => {
  let ticks = 0;
  const shares = openShares<string>(() => ticks);
  const drain = () => {
    let count = 0;
    for (; shares.ask(one) === 'yes'; count += 1) shares.answered(one);
    return count;
  };
  expect(drain()).toBe(60);
  ticks += 2_000; // ten more
  shares.sweep();
  expect(drain()).toBe(10);
  ticks += 60_000;
  shares.sweep();
  expect(drain()).toBe(60);
});

test('the sockets that were opened first make room', () => {
  const shares = openShares<string>(() => 0);
  expect(['a', 'b', 'c', 'd', 'e'].flatMap((socket) => shares.open(one, socket))).toEqual([]);
  shares.close(one, 'b');
  expect(shares.open(one, 'f')).toEqual([]);
  expect(shares.open(one, 'g')).toEqual(['a']);
  expect(shares.open(other, 'h')).toEqual([]);
});
