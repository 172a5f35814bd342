/** One way in for every operation: parse, authenticate, authorise, call, and check the answer on its way out. */
import { operations, type Door, type Me, type Operation, type OperationId, type SignIn } from '@passaggio/contracts';
import type * as z from 'zod/mini';
import { mayDo, type Guarded } from '../domain/access.ts';
import { actorOf, signIn, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import { NotPossible, type Actor, type Handlers } from '../usecases/handlers.ts';
import { Malformed } from './problems.ts';

/** What doors need of the product. */
export interface Inside {
  readonly handlers: Handlers;
  readonly accounts: AccountNeeds;
}

/** A call as it comes in, nothing of it believed yet. */
export interface Incoming {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Session token of the operation's door. */
  readonly token: string | undefined;
  readonly address: string;
}

export interface Outgoing {
  readonly answer: unknown;
  /** A session that begins, or ends where the token is null. */
  readonly session?: { readonly door: Door; readonly token: string | null };
}

const signIns = { riderSignIn: 'rider', driverSignIn: 'driver', staffSignIn: 'staff' } as const;
const signOuts = { riderSignOut: 'rider', driverSignOut: 'driver', staffSignOut: 'staff' } as const;

/** @throws Malformed, NotPossible, StoreAway or a fault */
export async function dispatch(id: OperationId, incoming: Incoming, inside: Inside): Promise<Outgoing> {
  const operation: Operation = operations[id];
  const input = parse(operation, incoming);
  if (id in signIns) {
    const door = signIns[id as keyof typeof signIns];
    const { me, token } = await signIn(door, input.body as SignIn, incoming.address, inside.accounts);
    return { answer: leaving(operation, me satisfies Me), session: { door, token } };
  }
  const actor = await authorise(id as Guarded, operation, incoming.token, input.params, inside.accounts);
  const handler = inside.handlers[id as Guarded] as (request: typeof input & { actor: Actor }) => Promise<unknown>;
  const answer = leaving(operation, await handler({ ...input, actor }));
  return id in signOuts ? { answer, session: { door: signOuts[id as keyof typeof signOuts], token: null } } : { answer };
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

function parse(operation: Operation, incoming: Input): Input {
  const part = (name: keyof Input, schema: z.ZodMiniType | undefined) => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(incoming[name]);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0]!;
    throw new Malformed([name, ...issue.path.map(String)].join('.'), issue.code === 'unrecognized_keys' ? `unknown fields: ${issue.keys.join(', ')}` : issue.message);
  };
  return { params: part('params', operation.params), query: part('query', operation.query), body: part('body', operation.body) };
}

async function authorise(id: Guarded, operation: Operation, token: string | undefined, params: unknown, accounts: AccountNeeds): Promise<Actor> {
  const actor = operation.door === 'public' ? undefined : await actorOf(operation.door, token, accounts);
  if (actor === undefined) throw new NotPossible('not-signed-in', 'sign in first');
  const pole = (params as { pole?: string } | undefined)?.pole;
  if (!mayDo(id, actor, pole)) throw new NotPossible('not-allowed', 'this account may not do that');
  return actor;
}

/** An answer that the document does not describe is our fault, not the client's riddle. */
function leaving(operation: Operation, answer: unknown): unknown {
  const parsed = operation.answer.safeParse(answer);
  if (!parsed.success) throw new Error(`${operation.path}: the answer breaks its contract: ${parsed.error.message}`);
  return parsed.data;
}
