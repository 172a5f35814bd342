/**
 * Entries as the writer takes them: all that is only stored is text already. The thread that answers people makes it once, and a text
 * is handed to another thread for a tenth of what its objects cost.
 */
import type { Entry, Outcome, StreamEvent } from '../../ports/store.ts';
import { inWrittenForm, type Form, type Release } from '../../ports/upgrades.ts';
import type { Committed } from './writer.ts';

/** What decide() looks at, and the rest. */
export interface TextForm extends Form {
  readonly text: string;
}

export function inTexts(entries: readonly Entry[], release: Release, minVersion: number): Entry[] {
  return entries.map((entry): Entry => {
    const { command, puts = [], events = [] } = entry;
    return {
      ...entry,
      ...(command !== undefined && { command: { ...command, answer: toText(command.answer) } }),
      puts: puts.map((put) => {
        const doc = inWrittenForm(release, minVersion, put.kind, put.doc);
        const text: TextForm = { id: put.doc.id, fence: doc['fence'], text: JSON.stringify({ ...doc, version: undefined }) };
        return { ...put, doc: text } as unknown as typeof put;
      }),
      events: events.map(({ stream, body, text }) => ({ stream, body: text ?? toText(body) })),
    };
  });
}

/** A repeated command was answered with a text. */
export function outOfTexts(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map((one) => (one.outcome === 'replay' ? { outcome: 'replay', answer: fromText(one.answer) } : one));
}

/** The events of a commit as they stand in the log now. */
export function storedEvents(entries: readonly Entry[], { outcomes, grown }: Committed): StreamEvent[] {
  const at = new Map(grown.map((one) => [one.stream, one.at]));
  return outcomes.flatMap((one, i) =>
    one.outcome === 'committed' ? one.events.map(({ stream, n }, k) => ({ stream, n, at: at.get(stream)!, body: entries[i]!.events![k]!.body })) : [],
  );
}

const toText = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export const fromText = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : undefined);
