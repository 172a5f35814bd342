/** Small documents and entries for the contract suite; the store minds only their id, schema and indexed fields. */
import type { Docs, Kind } from '../ports/collections.ts';
import type { Entry, NewEvent, Outcome, Put, Store } from '../ports/store.ts';

/** Some time in November 2026. */
export const NOON = Date.UTC(2026, 10, 23, 12);

/** A put of a made-up document. */
export function put(kind: Kind, id: string, fields: object = {}, ifVersion = 0): Put {
  return { kind, doc: { id, schema: 1, ...fields }, ifVersion } as unknown as Put;
}

/** A document's fields, without knowing its kind. */
export async function fieldsOf(store: Store, kind: Kind, id: string): Promise<{ readonly [field: string]: unknown } | undefined> {
  return (await store.rows.find(kind, id)) as unknown as { readonly [field: string]: unknown } | undefined;
}

export async function versionOf(store: Store, kind: Kind, id: string): Promise<number> {
  return (await store.rows.find(kind, id))?.version ?? 0;
}

/** Commits one entry and gives its outcome. */
export async function once(store: Store, entry: Entry, at = NOON): Promise<Outcome> {
  const [outcome] = await store.commit([entry], at);
  if (!outcome) throw new Error('no outcome, expected one for the entry');
  return outcome;
}

export const event = (stream: string, body: unknown = {}): NewEvent => ({ stream, body });

export const command = (id: string, answer: unknown = { said: id }, bodyHash = 'hash-1', actor = 'account:amina') => ({ actor, id, bodyHash, answer });

export const claim = (key: string, owner: string) => ({ key, owner });

/** Two rides of Foggia on two dates, one of Cerignola, and a day: enough for reads. */
export const someRides: readonly Put[] = [
  put('ride', 'r2', { pole: 'foggia', serviceDate: '2026-11-24', rider: 'amina' }),
  put('ride', 'r1', { pole: 'foggia', serviceDate: '2026-11-24', rider: 'bubacar' }),
  put('ride', 'r3', { pole: 'foggia', serviceDate: '2026-11-25', rider: 'amina' }),
  put('ride', 'r4', { pole: 'cerignola', serviceDate: '2026-11-24', rider: 'amina' }),
];

export const ids = (docs: readonly Docs[Kind][]): string[] => docs.map(({ id }) => id);
