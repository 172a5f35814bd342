/** Shows of a promise that a hand-made day which keeps it is not blamed, and that a planted break is found. */
import { describe, expect, test } from 'vitest';
import { card, clock, judged } from './handmade.ts';
import type { History, PromiseName } from '../history.ts';

export interface Case {
  readonly promise: PromiseName;
  readonly what: string;
  readonly kept: (history: History) => void;
  readonly broken: (history: History) => void;
}

export const nobody = { runs: new Set<string>(), riders: new Set<string>() };
export const seat = (history: History) => history.card(card(), 'rider-1', clock(-600));

export function prove(cases: readonly Case[]): void {
  describe.each(cases)('$promise: $what', ({ promise, kept, broken }) => {
    const of = (tell: (history: History) => void) => {
      const { exercised, breaks } = judged(tell);
      return { exercised: exercised[promise], breaks: breaks.filter((one) => one.promise === promise).length };
    };
    test('kept: no break is found', () => {
      expect(of(kept).breaks).toBe(0);
      expect(of(kept).exercised).toBeGreaterThan(0);
    });
    test('broken: the planted break is found', () => expect(of(broken).breaks).toBeGreaterThan(0));
  });
}
