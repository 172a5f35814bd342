/** Preconditions of entries and the keys that they touch, the same for every adapter. */
import { indexes } from '../../ports/collections.ts';
import type { Kind } from '../../ports/collections.ts';
import type { Entry } from '../../ports/store.ts';

/** A document's key inside one commit. */
export const docKey = (kind: Kind, id: string): string => `${kind}|${id}`;

export const commandKey = (command: { readonly actor: string; readonly id: string }): string => `${command.actor}|${command.id}`;

/**
 * Mistakes of the caller, found before anything is stored.
 *
 * @throws TypeError  for an unknown kind, a document written twice by one entry, a guard of a document that does not exist
 */
export function checkEntries(entries: readonly Entry[]): void {
  for (const entry of entries) {
    const written = new Set<string>();
    for (const { kind, id } of writtenBy(entry)) {
      if (!(kind in indexes)) throw new TypeError(`kind ${JSON.stringify(kind)}, expected one of ${Object.keys(indexes).join(', ')}`);
      if (typeof id !== 'string' || id === '') throw new TypeError(`${kind} with id ${JSON.stringify(id)}, expected a text`);
      const key = docKey(kind, id);
      if (written.has(key)) throw new TypeError(`${kind} ${id} is written twice by one entry, expected once`);
      written.add(key);
    }
    for (const { kind, id, ifVersion } of (entry.puts ?? []).map(({ kind, doc, ifVersion }) => ({ kind, id: doc.id, ifVersion }))) {
      checkVersion(`put of ${kind} ${id}`, ifVersion, 0);
    }
    for (const { kind, id, version } of entry.guards ?? []) checkVersion(`guard of ${kind} ${id} (to expect nothing, take a claim)`, version, 1);
    const taken = (entry.claims?.take ?? []).map(({ key }) => key);
    if (new Set(taken).size < taken.length) throw new TypeError(`claims ${taken.join(', ')} of one entry, expected each once`);
  }
}

function checkVersion(what: string, version: number, least: number): void {
  if (!Number.isInteger(version) || version < least) throw new TypeError(`${what}: version ${version}, expected a whole number from ${least}`);
}

function writtenBy(entry: Entry): { kind: Kind; id: string }[] {
  return [...(entry.puts ?? []).map(({ kind, doc }) => ({ kind, id: doc.id })), ...(entry.drops ?? [])];
}

/** Everything a commit may have to read, without repeats. */
export interface Touched {
  readonly docs: ReadonlyMap<Kind, ReadonlySet<string>>;
  readonly commands: ReadonlySet<string>;
  readonly claims: ReadonlySet<string>;
  readonly streams: ReadonlySet<string>;
}

export function touchedBy(entries: readonly Entry[]): Touched {
  const docs = new Map<Kind, Set<string>>();
  const commands = new Set<string>();
  const claims = new Set<string>();
  const streams = new Set<string>();
  for (const entry of entries) {
    if (entry.command) commands.add(commandKey(entry.command));
    for (const { kind, id } of [...writtenBy(entry), ...(entry.guards ?? []), ...(entry.fence ? [entry.fence] : [])]) {
      const ids = docs.get(kind) ?? new Set();
      docs.set(kind, ids.add(id));
    }
    for (const { key } of [...(entry.claims?.take ?? []), ...(entry.claims?.release ?? [])]) claims.add(key);
    for (const { stream } of entry.events ?? []) streams.add(stream);
  }
  return { docs, commands, claims, streams };
}
