/**
 * The store: one door for writes, named reads, event streams. Promises ST1-ST8 are listed in docs/store.md and proved on every
 * adapter by `adapters/store.contract.ts`.
 */
import type { Kind, Docs, IndexName } from './collections.ts';

/** A document as the store keeps it. `version` counts its writes from 1; 0 means "does not exist yet". */
export interface Stored {
  readonly id: string;
  readonly version: number;
}

/** What a person or a device decided, so that a repeat gives the same answer (ST4). */
export interface CommandRecord {
  /** `account:ID` for a person's command, `device:ID` for a driver's fact. */
  readonly actor: string;
  /** Made by the client at the moment of the decision. */
  readonly id: string;
  readonly bodyHash: string;
  /** Plain JSON; given again to whoever repeats the command. */
  readonly answer: unknown;
}

/** One document to write. `ifVersion` 0: it must not exist. The stored version becomes `ifVersion + 1`. */
export type Put = { [K in Kind]: { readonly kind: K; readonly doc: Omit<Docs[K], 'version'>; readonly ifVersion: number } }[Kind];

/** A document that was read and must not have changed; its version moves on by one even though nothing else is written. */
export interface Guard {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
}

/** One event for one audience: `rider:ID`, `run:ID` or `pole:ID` (ST6). Numbered inside the commit. */
export interface NewEvent {
  readonly stream: string;
  readonly body: unknown;
  /** JSON of the body, from whoever has it already. */
  readonly text?: string;
}

export interface StreamEvent {
  readonly stream: string;
  readonly n: number;
  /** Epoch milliseconds of the commit. */
  readonly at: number;
  readonly body: unknown;
}

/** A unique thing held by somebody, e.g. `boarding-code|pole|date|1234`. */
export interface Claim {
  readonly key: string;
  readonly owner: string;
}

/** One entry of a commit: all of it happens or nothing of it (ST3). */
export interface Entry {
  readonly command?: CommandRecord;
  /** Refused as a conflict unless the document's own `fence` field has this value (ST2). */
  readonly fence?: { readonly kind: Kind; readonly id: string; readonly value: number };
  readonly guards?: readonly Guard[];
  readonly puts?: readonly Put[];
  /** Documents to delete, if they are there. */
  readonly drops?: readonly { readonly kind: Kind; readonly id: string }[];
  readonly claims?: { readonly take?: readonly Claim[]; readonly release?: readonly Claim[] };
  readonly events?: readonly NewEvent[];
}

export type Outcome =
  | { readonly outcome: 'committed'; readonly events: readonly { readonly stream: string; readonly n: number }[] }
  /** A version or fence did not hold; nothing of the entry was written. */
  | { readonly outcome: 'conflict'; readonly kind: Kind; readonly id: string; readonly expected: number; readonly found: number }
  | { readonly outcome: 'taken'; readonly key: string; readonly owner: string }
  /** The command was stored before with the same body: its first answer. */
  | { readonly outcome: 'replay'; readonly answer: unknown }
  /** The command's id was used before with another body. */
  | { readonly outcome: 'mismatch' }
  /** Nobody knows yet: read the command record back before answering anybody. */
  | { readonly outcome: 'unknown' };

/** Low-level reads; use cases see only the named ones of reads.ts, so that no filter leaves an adapter. */
export interface Rows {
  /** Of a document, without reading it: 0 where there is none. */
  version(kind: Kind, id: string): Promise<number>;
  find<K extends Kind>(kind: K, id: string): Promise<Docs[K] | undefined>;
  /**
   * Documents of one declared index, ascending in its fields.
   *
   * @param equals  values of the index's first fields
   * @param range   bounds of the field that follows, both inclusive
   */
  select<K extends Kind>(kind: K, index: IndexName<K>, equals: readonly (string | number)[], range?: Range): Promise<Docs[K][]>;
}

export interface Range {
  readonly from?: string | number;
  readonly to?: string | number;
  readonly limit?: number;
}

export interface Streams {
  /** Changes with a restore: numbers of another epoch mean nothing here. */
  epoch(): Promise<string>;
  /** Events n > after in order, at most `limit`. */
  after(stream: string, after: number, limit: number): Promise<StreamEvent[]>;
  /** First number still kept and last given; both 0 for a stream that never had an event. */
  bounds(stream: string): Promise<{ readonly first: number; readonly last: number }>;
}

/**
 * @param streams  that have new events
 * @param stored   those of them that an adapter has at hand, in the order of their numbers: they are in the log, and need not be read from it
 */
export type GrowthListener = (streams: readonly string[], stored: readonly StreamEvent[]) => void;

export interface Store {
  /**
   * Stores the entries in one transaction and in order; each sees what the ones before it wrote. An entry that cannot hold is
   * left out and reported, the others stand.
   *
   * @param at  epoch milliseconds, written on events and command records
   * @throws StoreAway when nothing was stored and the store cannot be used now (full, unreachable)
   */
  commit(entries: readonly Entry[], at: number): Promise<Outcome[]>;
  /** The record of a command, if it took effect. */
  command(actor: string, id: string): Promise<{ readonly bodyHash: string; readonly answer: unknown } | undefined>;
  readonly rows: Rows;
  readonly streams: Streams;
  /** Called after commits (of this process or another) with the streams that grew. Only a wake-up: read the stream. Returns the end. */
  onGrowth(listener: GrowthListener): () => void;
  /** Deletes command records and events older than `before` (epoch ms); numbers are never given again. */
  purge(before: number): Promise<void>;
  /** Resolves when a trivial write would be possible; throws StoreAway otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be used now and nothing was stored: answer 503 with Retry-After. */
export class StoreAway extends Error {}

/** The store must not be opened: the message says what to do. */
export class StoreRefused extends Error {}
