/** Calls an operation from a browser or a test: typed by the table, parsed on arrival. */
import type * as z from 'zod/mini';
import { NoAnswer, ProblemError, UnreadAnswer } from './callErrors.ts';
import { Problem } from './errors.ts';
import type { Operation } from './operations/operation.ts';
import { tolerant } from './reading.ts';
import type { AnswerOf, BodyOf, OperationId, ParamsOf, QueryOf } from './operations.ts';

type Given<N extends string, T> = T extends undefined
  ? { readonly [K in N]?: undefined }
  : Record<string, never> extends T
    ? { readonly [K in N]?: T }
    : { readonly [K in N]: T };
export type Input<I extends OperationId> = Given<'params', ParamsOf<I>> & Given<'query', QueryOf<I>> & Given<'body', BodyOf<I>>;

/** Calls operations by their ids: all, or those of one door. */
export type Call<D extends OperationId = OperationId> = <I extends D>(id: I, input: Input<I>) => Promise<AnswerOf<I>>;

/** Sends a request: `fetch`, or one with cookies of its own in tests. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/**
 * @param known  those of one door, so that a page brings no others
 * @param skipped  of a page, which outlives its release: answers are read with tolerance, and it is called for what was left out. Without it they
 *   are read to the letter.
 * @throws ProblemError for a problem, NoAnswer where nothing or nothing readable came back, UnreadAnswer where it was taken all the same
 */
export function clientOf<D extends OperationId>(known: { readonly [id in D]: Operation }, send: Send, skipped?: () => void): Call<D> {
  const made = new Map<z.ZodMiniType, z.ZodMiniType>();
  const reading = (schema: z.ZodMiniType): z.ZodMiniType => {
    if (skipped === undefined) return schema;
    const reader = made.get(schema) ?? tolerant(schema, skipped);
    made.set(schema, reader);
    return reader;
  };
  return async (id, input) => {
    const operation = known[id];
    const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((input.params as Record<string, unknown>)[name])));
    const asked = new URLSearchParams(input.query).toString();
    const query = asked === '' ? '' : `?${asked}`;
    const response = await send(path + query, {
      method: operation.method.toUpperCase(),
      headers: input.body === undefined ? {} : { 'content-type': 'application/json' },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    }).catch((cause: unknown) => {
      throw new NoAnswer(`${id}: no answer`, { cause });
    });
    const json: unknown = await response.json().catch(() => undefined);
    if (response.ok) {
      const answer = reading(operation.answer).safeParse(json);
      if (answer.success) return answer.data as AnswerOf<typeof id>;
      throw new (json === undefined ? NoAnswer : UnreadAnswer)(`${id}: an answer this release cannot read: ${answer.error.message}`);
    }
    const problem = (reading(Problem) as typeof Problem).safeParse(json);
    if (!problem.success) throw new NoAnswer(`${id}: status ${response.status} without a readable problem`);
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ProblemError({ ...problem.data, status: response.status }, Number.isFinite(after) ? after : undefined);
  };
}
