/** What was found to be wrong, counted by kind and told in words. */
export const CHARGES = ['lost', 'duplicated', 'eventGaps', 'changedAnswers', 'brokenPromises', 'unsyncedAnswers', 'faults'] as const;
export type Charge = (typeof CHARGES)[number];

export interface Verdict {
  readonly counts: { readonly [C in Charge]: number };
  charge(what: Charge, words: string): void;
}

/** Told in words; the rest is a number. */
const TOLD = 40;

export function openVerdict(tell: (words: string) => void): Verdict {
  const counts = Object.fromEntries(CHARGES.map((charge) => [charge, 0])) as { [C in Charge]: number };
  const charged = new Set<string>();
  return {
    counts,
    charge(what, words) {
      if (charged.has(`${what} ${words}`)) return; // found again by the next look
      charged.add(`${what} ${words}`);
      counts[what] += 1;
      if (charged.size <= TOLD) tell(`${what}: ${words}`);
    },
  };
}
