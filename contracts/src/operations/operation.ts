/** An operation of the HTTP interface, and what several have in common. */
import * as z from 'zod/mini';
import type { ProblemCode } from '../errors.ts';
import { SessionName, Sessions, type Door } from '../http/people.ts';
import { StreamName } from '../streams.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express style, e.g. `/api/rider/rides/:ride/cancel`. */
  readonly path: string;
  /** Which cookie opens it; `public` needs none. */
  readonly door: Door | 'public';
  readonly summary: string;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly answer: z.ZodMiniType;
  /** Beyond malformed, not-signed-in, not-allowed, foreign-origin, too-large, fault and store-away, which every operation may answer. */
  readonly codes: readonly ProblemCode[];
}

export const syncQuery = z.strictObject({ stream: StreamName, epoch: z.string().check(z.maxLength(64)), after: z.string().check(z.regex(/^\d{1,15}$/)) });

/** Pages say which release they are of: a server that knows can answer an older one in words that it understands. */
export const PAGE_HEADER = 'x-passaggio-page';

/** A person sees and ends the sessions of their own account, at their own door. Each answer is the list as it is then. */
export const sessionsAt = <const D extends Door>(door: D) =>
  ({
    list: { method: 'get', path: `/api/${door}/sessions`, door, summary: 'Where this account is signed in', answer: Sessions, codes: [] },
    endOne: {
      method: 'delete',
      path: `/api/${door}/sessions/:session`,
      door,
      summary: 'Ends a session of this account and its sockets; one that has ended already is no error',
      params: z.strictObject({ session: SessionName }),
      answer: Sessions,
      codes: [],
    },
    endOthers: {
      method: 'delete',
      path: `/api/${door}/sessions`,
      door,
      summary: 'Ends every session of this account but this one',
      answer: Sessions,
      codes: [],
    },
  }) as const;

export const command: ProblemCode[] = ['id-used-differently', 'outcome-unknown'];
export const signingIn: ProblemCode[] = ['wrong-number-or-pin', 'too-many-tries', 'card-or-staff'];
export const asking: ProblemCode[] = [...command, 'unknown-place', 'unknown-shift', 'past-date', 'closed-day', 'too-far-ahead', 'already-closed'];
/** Wrong tries are counted as those of a device that signed in before. */
export const proving: ProblemCode[] = ['wrong-number-or-pin', 'card-or-staff'];
