/** What all streams have in common: their names, how a client asks for what it missed, and the form of the answer. */
import * as z from 'zod/mini';
import { orElse } from './reading.ts';
import { EpochMs, named } from './units.ts';

export const StreamName = z.string().check(z.regex(/^(rider|run|pole):[A-Za-z0-9_-]{1,160}$/));

/** A client asks for what it missed. `after` 0 with an empty epoch: from the beginning. */
export const SyncAsk = named(
  z.strictObject({ stream: StreamName, epoch: z.string().check(z.maxLength(64)), after: z.int().check(z.nonnegative()) }),
  'SyncAsk',
);
export type SyncAsk = z.infer<typeof SyncAsk>;

/** What a page reads where an event says something that this release does not know: its number is taken, so that no gap stays. */
export interface Unread {
  readonly v: 0;
  readonly type: 'unknown';
}
/** And where a snapshot does: nothing is known anew. */
export interface UnreadState {
  readonly of: 'unknown';
}

/** One event of a stream (ST6), by what it says. */
export const eventOf = <B extends z.ZodMiniType>(body: B) =>
  z.object({ stream: StreamName, epoch: z.string(), n: z.int(), at: EpochMs, body: orElse(body, (): Unread => ({ v: 0, type: 'unknown' })) });

/** What every answer to `SyncAsk` says. `build`: of the pages that the server has for whoever asks; another one than the page's own is newer. */
const heard = { epoch: z.string(), last: z.int(), now: EpochMs, build: z.optional(z.string()) };
const Heard = z.object(heard);

/** The answer to `SyncAsk`, by what the stream says. */
export const syncAnswerOf = <E extends z.ZodMiniType, S extends z.ZodMiniType>(event: E, snapshot: S) =>
  orElse(
    z.discriminatedUnion('sync', [
      z.object({ sync: z.literal('events'), ...heard, events: z.array(event) }),
      z.object({ sync: z.literal('snapshot'), ...heard, snapshot: orElse(snapshot, (): UnreadState => ({ of: 'unknown' })) }),
    ]),
    (raw) => {
      const { data } = Heard.safeParse(raw);
      return data && { sync: 'snapshot' as const, ...data, snapshot: { of: 'unknown' as const } };
    },
  );
