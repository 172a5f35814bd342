/** What is wrong with one field of what somebody sets up. */
export interface Fault {
  /** The field within what was looked at, e.g. `shifts.1.start`; empty for the whole. */
  readonly field: string;
  /** What was found and what was expected. */
  readonly words: string;
}

/** The same faults as seen from further up: `vehicles.2` before each field. */
export const within = (path: string, faults: readonly Fault[]): Fault[] =>
  faults.map(({ field, words }) => ({ field: field === '' ? path : `${path}.${field}`, words }));

export const faultIf = (isWrong: boolean, field: string, words: () => string): Fault[] => (isWrong ? [{ field, words: words() }] : []);

export function nameFaults(field: string, name: string, fault: string | undefined): Fault[] {
  return fault === undefined ? [] : [{ field, words: `${JSON.stringify(name)} ${fault}` }];
}
