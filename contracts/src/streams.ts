/** What all streams have in common: their names, how a client asks for what it missed, and the form of the answer. */
import * as z from 'zod/mini';
import { EpochMs, named } from './units.ts';

export const StreamName = z.string().check(z.regex(/^(rider|run|pole):[A-Za-z0-9_-]{1,160}$/));

/** A client asks for what it missed. `after` 0 with an empty epoch: from the beginning. */
export const SyncAsk = named(
  z.strictObject({ stream: StreamName, epoch: z.string().check(z.maxLength(64)), after: z.int().check(z.nonnegative()) }),
  'SyncAsk',
);
export type SyncAsk = z.infer<typeof SyncAsk>;

/** One event of a stream (ST6), by what it says. */
export const eventOf = <B extends z.ZodMiniType>(body: B) => z.object({ stream: StreamName, epoch: z.string(), n: z.int(), at: EpochMs, body });

/** The answer to `SyncAsk`, by what the stream says. */
export const syncAnswerOf = <E extends z.ZodMiniType, S extends z.ZodMiniType>(event: E, snapshot: S) =>
  z.discriminatedUnion('sync', [
    z.object({ sync: z.literal('events'), epoch: z.string(), last: z.int(), now: EpochMs, events: z.array(event) }),
    z.object({ sync: z.literal('snapshot'), epoch: z.string(), last: z.int(), now: EpochMs, snapshot }),
  ]);
