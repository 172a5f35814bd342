/** A person's decision as the store remembers it (ST4). */
import { createHash } from 'node:crypto';
import type { Decision } from './days/book.ts';
import type { Actor } from './handlers.ts';

/** The same account, id, operation and body make the same decision, in whatever order the body's fields came. */
export function decide(actor: Pick<Actor, 'account'>, operation: string, body: { readonly id: string }): Decision {
  return {
    actor: `account:${actor.account}`,
    id: body.id,
    bodyHash: createHash('sha256')
      .update(`${operation} ${canonical(body)}`)
      .digest('hex'),
  };
}

/** JSON with sorted fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
