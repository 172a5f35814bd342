/**
 * What a commit does, decided once for every adapter: entries in order, each seeing what the ones before it wrote, an entry that
 * cannot hold left out whole (ST2-ST6). Pure: the adapter gives what its transaction sees and writes the changes that come back,
 * one write a document however many entries moved it.
 */
import type { Kind } from '../../ports/collections.ts';
import type { CommandRecord, Entry, Outcome } from '../../ports/store.ts';
import type { Form } from '../../ports/upgrades.ts';
import { commandKey, docKey } from './entries.ts';

/** Reads of the open transaction; each key is asked at most once. */
export interface Seen {
  /** 0 where there is none. */
  version(kind: Kind, id: string): number;
  fence(kind: Kind, id: string): unknown;
  command(actor: string, id: string): { readonly bodyHash: string; readonly answer: unknown } | undefined;
  owner(claim: string): string | undefined;
  stream(stream: string): { readonly last: number; readonly at: number } | undefined;
}

export interface DocChange {
  readonly kind: Kind;
  readonly id: string;
  /** Version that the transaction saw; 0: none. */
  readonly from: number;
  /** Version to store; 0: delete. Same as `from` and no `doc`: it was only looked at. */
  to: number;
  /** New fields; undefined where only the version moves. */
  doc: Form | undefined;
  /** A committed entry relied on its fence. */
  fenced: boolean;
}

export interface ClaimChange {
  readonly from: string | undefined;
  /** undefined: free. */
  to: string | undefined;
  /** A committed entry relied on it, even where the owner stays the same. */
  relied: boolean;
}

export interface Changes {
  readonly docs: Map<string, DocChange>;
  readonly commands: Map<string, CommandRecord>;
  readonly claims: Map<string, ClaimChange>;
  /** `at` never goes back in a stream, so that a purge leaves no hole. */
  readonly streams: Map<string, { readonly from: number; last: number; at: number }>;
  readonly events: { readonly stream: string; readonly n: number; readonly at: number; readonly body: unknown }[];
}

export function decide(entries: readonly Entry[], seen: Seen, at: number): { outcomes: Outcome[]; changes: Changes } {
  const changes: Changes = { docs: new Map(), commands: new Map(), claims: new Map(), streams: new Map(), events: [] };
  const outcomes = entries.map((entry) => refusal(entry, changes, seen) ?? apply(entry, changes, seen, at));
  return { outcomes, changes };
}

/** Plain JSON, as any adapter gives it back (ST7). */
export function plain<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

function refusal(entry: Entry, changes: Changes, seen: Seen): Outcome | undefined {
  const { command, fence, guards = [], puts = [], claims } = entry;
  if (command) {
    const before = changes.commands.get(commandKey(command)) ?? seen.command(command.actor, command.id);
    if (before) return before.bodyHash === command.bodyHash ? { outcome: 'replay', answer: plain(before.answer) } : { outcome: 'mismatch' };
  }
  if (fence) {
    const found = fenceOf(fence.kind, fence.id, changes, seen);
    if (found !== fence.value) return conflict(fence.kind, fence.id, fence.value, typeof found === 'number' ? found : -1);
  }
  for (const { kind, id, version } of [...guards, ...puts.map(({ kind, doc, ifVersion }) => ({ kind, id: doc.id, version: ifVersion }))]) {
    const found = docChange(kind, id, changes, seen).to;
    if (found !== version) return conflict(kind, id, version, found);
  }
  for (const { key, owner } of claims?.take ?? []) {
    const holder = claimChange(key, changes, seen).to;
    const freed = claims?.release?.some((released) => released.key === key && released.owner === holder);
    if (holder !== undefined && holder !== owner && !freed) return { outcome: 'taken', key, owner: holder };
  }
  return undefined;
}

function conflict(kind: Kind, id: string, expected: number, found: number): Outcome {
  return { outcome: 'conflict', kind, id, expected, found };
}

function apply(entry: Entry, changes: Changes, seen: Seen, at: number): Outcome {
  if (entry.command) changes.commands.set(commandKey(entry.command), entry.command);
  if (entry.fence) docChange(entry.fence.kind, entry.fence.id, changes, seen).fenced = true;
  moveDocs(entry, changes, seen);
  for (const { key, owner } of entry.claims?.release ?? []) {
    const claim = claimChange(key, changes, seen);
    if (claim.to === owner) claim.to = undefined;
  }
  for (const { key, owner } of entry.claims?.take ?? []) {
    const claim = claimChange(key, changes, seen);
    claim.to = owner;
    claim.relied = true;
  }
  const events = (entry.events ?? []).map(({ stream, body }) => {
    const counter = streamChange(stream, changes, seen);
    counter.last += 1;
    counter.at = Math.max(counter.at, at);
    changes.events.push({ stream, n: counter.last, at: counter.at, body });
    return { stream, n: counter.last };
  });
  return { outcome: 'committed', events };
}

/** A guard on a document that the same entry also writes is only a condition: the write moves the version. */
function moveDocs(entry: Entry, changes: Changes, seen: Seen): void {
  const { guards = [], puts = [], drops = [] } = entry;
  const written = new Set([...puts.map(({ kind, doc }) => docKey(kind, doc.id)), ...drops.map(({ kind, id }) => docKey(kind, id))]);
  for (const key of new Set(guards.map(({ kind, id }) => docKey(kind, id)))) {
    const change = changes.docs.get(key);
    if (change && !written.has(key)) change.to += 1;
  }
  for (const { kind, doc } of puts) {
    const change = docChange(kind, doc.id, changes, seen);
    change.to += 1;
    change.doc = doc as unknown as Form;
  }
  for (const { kind, id } of drops) {
    const change = docChange(kind, id, changes, seen);
    change.to = 0;
    change.doc = undefined;
  }
}

function docChange(kind: Kind, id: string, changes: Changes, seen: Seen): DocChange {
  return once(changes.docs, docKey(kind, id), () => {
    const version = seen.version(kind, id);
    return { kind, id, from: version, to: version, doc: undefined, fenced: false };
  });
}

function fenceOf(kind: Kind, id: string, changes: Changes, seen: Seen): unknown {
  const change = docChange(kind, id, changes, seen);
  if (change.to === 0) return undefined;
  return change.doc ? change.doc['fence'] : seen.fence(kind, id);
}

function claimChange(key: string, changes: Changes, seen: Seen): ClaimChange {
  return once(changes.claims, key, () => {
    const owner = seen.owner(key);
    return { from: owner, to: owner, relied: false };
  });
}

function streamChange(stream: string, changes: Changes, seen: Seen): { readonly from: number; last: number; at: number } {
  return once(changes.streams, stream, () => {
    const { last, at } = seen.stream(stream) ?? { last: 0, at: 0 };
    return { from: last, last, at };
  });
}

function once<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
