/** What doors call: one handler an operation, with its input parsed and its actor authorised. */
import type { AccountId, AnswerOf, BodyOf, OperationId, ParamsOf, PoleId, ProblemCode, QueryOf, Role } from '@passaggio/contracts';
import type { Guarded, Open, SignOutId } from '../domain/access.ts';

/** Who calls: a signed-in account. */
export interface Actor {
  readonly account: AccountId;
  readonly role: Role;
  /** Home pole; `all` for a coordinator of the whole programme. */
  readonly pole: PoleId | 'all';
  /** Hash of the session's token. */
  readonly session: string;
  /** A rider's session that nobody used for five minutes: see domain/access.ts `whileLocked`. */
  readonly isLocked?: boolean;
}

export interface Request<I extends OperationId> {
  readonly params: ParamsOf<I>;
  readonly query: QueryOf<I>;
  readonly body: BodyOf<I>;
  readonly actor: Actor;
}

/** Signing in and out deal in cookies and are not here; see usecases/accounts. */
export type Handlers = { readonly [I in Exclude<Guarded, SignOutId>]: (request: Request<I>) => Promise<AnswerOf<I>> } & {
  readonly [I in Open]: () => Promise<AnswerOf<I>>;
};

/** A command cannot be carried out, for a reason a person can be shown. Doors turn it into a problem. */
export class NotPossible extends Error {
  readonly code: ProblemCode;
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | undefined;
  /** The field that stands in the way, e.g. `body.vehicles.2.driver`. */
  readonly pointer: string | undefined;
  constructor(code: ProblemCode, detail: string, retryAfter?: number, pointer?: string) {
    super(detail);
    this.code = code;
    this.retryAfter = retryAfter;
    this.pointer = pointer;
  }
}
