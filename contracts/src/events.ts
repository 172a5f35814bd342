/** What the server sends: one stream per audience, numbered without gaps (ST6). A body is whole, so that the newest is enough, but for `run-change`. */
import * as z from 'zod/mini';
import { Alarm, DayHead, DayView, Person } from './http/days.ts';
import { RunChange } from './http/runChange.ts';
import { RunView } from './http/runs.ts';
import { each } from './reading.ts';
import { RiderEvent, RiderSnapshot } from './riderEvents.ts';
import { eventOf, syncAnswerOf, type SyncAsk } from './streams.ts';
import { named } from './units.ts';

const ofRun = [
  z.object({ v: z.literal(1), type: z.literal('run'), run: RunView }),
  z.object({ v: z.literal(1), type: z.literal('run-change'), change: RunChange }),
] as const;
export const RunEvent = z.discriminatedUnion('type', ofRun);
export const PoleEvent = z.discriminatedUnion('type', [
  z.object({ v: z.literal(1), type: z.literal('head'), head: DayHead }),
  z.object({ v: z.literal(1), type: z.literal('person'), serviceDate: z.string(), person: Person }),
  ...ofRun,
  z.object({ v: z.literal(1), type: z.literal('alarm'), alarm: Alarm }),
]);
/** Told apart by `type`; `run` and `run-change` read alike on both streams. */
export const EventBody = named(z.union([RiderEvent, PoleEvent]), 'EventBody');
export type RunEvent = z.infer<typeof RunEvent>;
export const whole = (run: RunView): RunEvent => ({ v: 1, type: 'run', run });
export type PoleEvent = z.infer<typeof PoleEvent>;
export type EventBody = z.infer<typeof EventBody>;

export const StreamEvent = named(eventOf(EventBody), 'StreamEvent');
export type StreamEvent = z.infer<typeof StreamEvent>;

/** The state of a stream at `last`, for whoever is too far behind or comes from another epoch. */
export const Snapshot = named(
  z.discriminatedUnion('of', [
    RiderSnapshot,
    z.object({ of: z.literal('run'), run: z.nullable(RunView) }),
    z.object({ of: z.literal('pole'), days: each(DayView) }),
  ]),
  'Snapshot',
);
export type Snapshot = z.infer<typeof Snapshot>;

export const SyncAnswer = named(syncAnswerOf(StreamEvent, Snapshot), 'SyncAnswer');
export type SyncAnswer = z.infer<typeof SyncAnswer>;

/** Socket.io events, written once for both ends. A client sends nothing but `sync`, which also joins the stream's room. */
export interface ServerToClient {
  event: (event: StreamEvent) => void;
  /** The session ended: sign in again. */
  ended: () => void;
}
export interface ClientToServer {
  sync: (ask: SyncAsk, answer: (reply: { ok: true; answer: SyncAnswer } | { ok: false; code: string }) => void) => void;
}
