/** An operation of the HTTP interface, and what several have in common. */
import * as z from 'zod/mini';
import type { ProblemCode } from '../errors.ts';
import type { Door } from '../http/people.ts';
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

export const command: ProblemCode[] = ['id-used-differently', 'outcome-unknown'];
export const signingIn: ProblemCode[] = ['wrong-number-or-pin', 'too-many-tries', 'card-or-staff'];
export const asking: ProblemCode[] = [...command, 'unknown-place', 'unknown-shift', 'past-date', 'closed-day', 'too-far-ahead', 'already-closed'];
