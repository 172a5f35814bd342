/** The one place where errors become HTTP: problem+json (RFC 9457) with stable codes. */
import { problems, type Problem, type ProblemCode } from '@passaggio/contracts';
import { HasherBusy } from '../ports/hasher.ts';
import { StoreAway } from '../ports/store.ts';
import { TravelAway } from '../ports/travel.ts';
import { NotPossible } from '../usecases/handlers.ts';

/** Input that the contract does not allow: where, and what is wrong with it. */
export class Malformed extends Error {
  readonly pointer: string;
  constructor(pointer: string, detail: string) {
    super(detail);
    this.pointer = pointer;
  }
}

export interface Failure {
  readonly problem: Problem;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Ours to look at. */
  readonly fault?: unknown;
}

/** Seconds after which a client tries again when the store is away. */
const RETRY = 5;

const titles: { readonly [C in ProblemCode]?: string } = { fault: 'Something went wrong on our side', 'store-away': 'Nothing can be stored at the moment' };

export function failureOf(cause: unknown, request: string): Failure {
  if (cause instanceof Malformed) return { problem: { ...problem('malformed', cause.message, request), pointer: cause.pointer } };
  if (cause instanceof NotPossible) {
    const retryAfter = cause.retryAfter ?? (cause.code === 'outcome-unknown' ? RETRY : undefined);
    const told = problem(cause.code, cause.message, request);
    return { problem: cause.pointer === undefined ? told : { ...told, pointer: cause.pointer }, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  if (cause instanceof HasherBusy) return { problem: problem('too-many-tries', 'too many people sign in at this moment', request), retryAfter: RETRY };
  if (cause instanceof StoreAway || cause instanceof TravelAway)
    return { problem: problem('store-away', 'nothing was stored', request), retryAfter: RETRY, fault: cause };
  return { problem: problem('fault', undefined, request), fault: cause };
}

export function problem(code: ProblemCode, detail: string | undefined, request: string): Problem {
  const base = { type: `urn:passaggio:problem:${code}`, title: titles[code] ?? code.replaceAll('-', ' '), status: problems[code], code, request };
  return detail === undefined ? base : { ...base, detail };
}
