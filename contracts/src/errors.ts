/** Errors as problem+json (RFC 9457) with stable codes that the apps turn into words. */
import * as z from 'zod/mini';
import { open } from './reading.ts';
import { named } from './units.ts';

/** Every code with its HTTP status. A refusal by rule is not here: it is an answer (RefusalReason). */
export const problems = {
  malformed: 400,
  'not-signed-in': 401,
  'wrong-number-or-pin': 401,
  locked: 401,
  'foreign-origin': 403,
  'not-allowed': 403,
  'unknown-place': 404,
  'unknown-ride': 404,
  'unknown-run': 404,
  'unknown-alarm': 404,
  'unknown-pole': 404,
  'unknown-rider': 404,
  'unknown-operation': 404,
  'unknown-stream': 404,
  'id-used-differently': 409,
  'stale-version': 409,
  'already-published': 409,
  'not-published': 409,
  'already-closed': 409,
  'open-alarm': 409,
  'nothing-to-acknowledge': 409,
  'too-late-to-cancel': 409,
  'change-not-possible': 409,
  'planning-under-way': 409,
  'seats-taken': 409,
  'too-large': 413,
  'wrong-media-type': 415,
  'past-date': 422,
  'closed-day': 422,
  'too-far-ahead': 422,
  'unknown-shift': 422,
  'off-the-road': 422,
  'unfit-setup': 422,
  'unfit-endpoint': 422,
  'trivial-pin': 422,
  'too-many-requests': 429,
  'too-many-tries': 429,
  'card-or-staff': 429,
  fault: 500,
  'store-away': 503,
  'outcome-unknown': 503,
} as const;

export type ProblemCode = keyof typeof problems;
export const ProblemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

export const Problem = named(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: open(ProblemCode),
    detail: z.optional(z.string()),
    /** Where the input was wrong, e.g. `body.site`. */
    pointer: z.optional(z.string()),
    request: z.optional(z.string()),
  }),
  'Problem',
);
/** As it is sent. */
export type Problem = Omit<z.infer<typeof Problem>, 'code'> & { readonly code: ProblemCode };

/** Why no seat was given. A value the rider sees in words and a picture, stored like any answer. */
export const RefusalReason = named(
  z.enum([
    'already-booked', // another live trip of this rider overlaps
    'too-far', // direct ride over 75 min
    'no-seat', // no vehicle has a seat for both legs at that time
    'no-time', // no vehicle can be there in time
    'ride-too-long', // only with a ride longer than the rule allows
    'driver-time', // only beyond a driver's hours
    'too-late', // the bus has gone, or would come too soon to be told
    'left-out', // on the waiting list until the end: first tomorrow
  ]),
  'RefusalReason',
);
export type RefusalReason = z.infer<typeof RefusalReason>;
