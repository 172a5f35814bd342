/** Calls an operation from a browser or a test: typed by the table, parsed on arrival. */
import { NoAnswer, ProblemError } from './callErrors.ts';
import { Problem } from './errors.ts';
import type { Operation } from './operations/operation.ts';
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
 * @throws ProblemError for a problem, NoAnswer where nothing or nothing readable came back
 */
export function clientOf<D extends OperationId>(known: { readonly [id in D]: Operation }, send: Send): Call<D> {
  return async (id, input) => {
    const operation = known[id];
    const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((input.params as Record<string, unknown>)[name])));
    const query = input.query === undefined ? '' : `?${new URLSearchParams(input.query)}`;
    const response = await send(path + query, {
      method: operation.method.toUpperCase(),
      headers: input.body === undefined ? {} : { 'content-type': 'application/json' },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    }).catch((cause: unknown) => {
      throw new NoAnswer(`${id}: no answer`, { cause });
    });
    const json: unknown = await response.json().catch(() => undefined);
    if (response.ok) {
      const answer = operation.answer.safeParse(json);
      if (answer.success) return answer.data as AnswerOf<typeof id>;
      throw new NoAnswer(`${id}: an answer this release cannot read: ${answer.error.message}`);
    }
    const problem = Problem.safeParse(json);
    if (!problem.success) throw new NoAnswer(`${id}: status ${response.status} without a readable problem`);
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ProblemError(problem.data, Number.isFinite(after) ? after : undefined);
  };
}
