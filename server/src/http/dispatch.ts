/** One way in for every operation: authenticate, authorise, parse, call, and check the answer on its way out. */
import { operations, type Door, type Operation, type CardSignIn, type OperationId, type SignIn } from '@passaggio/contracts';
import type * as z from 'zod/mini';
import { isAct, mayDo, whileLocked, type Guarded, type Open, type SignOutId } from '../domain/access.ts';
import { noteUse } from '../usecases/accounts/locking.ts';
import { actorOf, signOut, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import { signIn } from '../usecases/accounts/signIn.ts';
import type { Budgets } from '../usecases/budgets.ts';
import { NotPossible, type Actor, type Handlers } from '../usecases/handlers.ts';
import { Malformed } from './problems.ts';

/** What doors need of the product. */
export interface Inside {
  readonly handlers: Handlers;
  readonly accounts: AccountNeeds;
  readonly budgets: Budgets;
}

/** A call as it comes in, nothing of it believed yet. */
export interface Incoming {
  readonly params: unknown;
  readonly query: unknown;
  /** Reads the body: only once the caller is known and may, so that nobody else makes us parse a megabyte. */
  readonly body: () => Promise<unknown>;
  /** Session token of the operation's door (`doorOf`). */
  readonly token: string | undefined;
  /** Which release of a page asks; undefined for pages of a release that did not say so, and for programs. */
  readonly page?: string | undefined;
  readonly address: string;
  /** The device cookie. */
  readonly device: string | undefined;
}

export interface Outgoing {
  readonly answer: unknown;
  /** A session that begins, or ends where the token is null. */
  readonly session?: { readonly door: Door; readonly token: string | null };
  /** The cookie by which this device is known from now on; empty: to nobody. */
  readonly device?: string;
}

const signIns = { riderSignIn: 'rider', cardSignIn: 'rider', driverSignIn: 'driver', staffSignIn: 'staff' } as const;
const signOuts: { readonly [I in SignOutId]: Door } = { riderSignOut: 'rider', driverSignOut: 'driver', staffSignOut: 'staff' };

/** Whose cookie is looked at: that of the door that an operation belongs to, or signs in at. */
export const doorOf = (id: OperationId): Door | 'public' => (id in signIns ? signIns[id as keyof typeof signIns] : operations[id].door);

export const tokenAt = (door: Door | 'public', read: (door: Door) => string | undefined): string | undefined => (door === 'public' ? undefined : read(door));

/** @throws Malformed, NotPossible, StoreAway, what reading the body threw, or a fault */
export async function dispatch(id: OperationId, incoming: Incoming, inside: Inside): Promise<Outgoing> {
  const operation: Operation = operations[id];
  if (id in signIns) {
    const door = signIns[id as keyof typeof signIns];
    const body = part('body', operation.body, await incoming.body()) as SignIn | CardSignIn;
    const { me, token, device } = await signIn(door, body, incoming, inside.accounts);
    return { answer: leaving(operation, me), session: { door, token }, device };
  }
  if (operation.door === 'public') {
    part('query', undefined, incoming.query);
    return { answer: leaving(operation, await inside.handlers[id as Open]()) };
  }
  const actor = await actorOf(operation.door, incoming.token, inside.accounts);
  if (actor === undefined) throw new NotPossible('not-signed-in', 'sign in first');
  const params = part('params', operation.params, incoming.params);
  const query = part('query', operation.query, incoming.query);
  if (!mayDo(id as Guarded, actor, (params as { pole?: string } | undefined)?.pole)) throw new NotPossible('not-allowed', 'this account may not do that');
  if (actor.isLocked === true && !whileLocked.has(id as Guarded)) throw lockedFor(incoming.page);
  return inside.budgets.within(id as Guarded, actor, async () => {
    const body = operation.body === undefined ? undefined : part('body', operation.body, await incoming.body());
    if (actor.isLocked !== true && isAct(id as Guarded, operation.method)) await noteUse(actor, inside.accounts);
    if (id in signOuts) {
      const door = signOuts[id as SignOutId];
      const isBorrowed = door === 'rider' && (query as { readonly phone?: 'mine' }).phone !== 'mine'; // pages of an earlier release do not say
      const device = await signOut(actor, isBorrowed ? incoming.device : undefined, inside.accounts);
      return { answer: leaving(operation, {}), session: { door, token: null }, ...(device !== undefined && { device }) };
    }
    const handler = inside.handlers[id as Exclude<Guarded, SignOutId>] as (request: Called) => Promise<unknown>;
    return { answer: leaving(operation, await handler({ params, query, body, actor })) };
  });
}

/** A page that does not say which release it is cannot ask for the PIN of a session that it has: it understands that it has to sign in again. */
const lockedFor = (page: string | undefined): NotPossible =>
  page === undefined ? new NotPossible('not-signed-in', 'sign in again') : new NotPossible('locked', 'the PIN opens this session again');

interface Called {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly actor: Actor;
}

/** A part of the request as its schema allows it; without a schema nothing may be there. */
function part(name: 'params' | 'query' | 'body', schema: z.ZodMiniType | undefined, given: unknown): unknown {
  if (schema === undefined) {
    const fields = Object.keys(given ?? {});
    if (fields.length > 0) throw new Malformed(name, `unknown fields: ${fields.join(', ')}`);
    return undefined;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Malformed(
    [name, ...issue.path.map(String)].join('.'),
    issue.code === 'unrecognized_keys' ? `unknown fields: ${issue.keys.join(', ')}` : issue.message,
  );
}

/** An answer that the document does not describe is our fault, not the client's riddle. */
function leaving(operation: Operation, answer: unknown): unknown {
  const parsed = operation.answer.safeParse(answer);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Error(
      `${operation.path}: the answer breaks its contract at ${first?.path.join('.')}: ${first?.code}, and at ${parsed.error.issues.length - 1} more`,
    );
  }
  return parsed.data;
}
