/** The HTTP door without a socket: for simulations and tests, through the same parsing, rights and errors. */
import { PAGE_HEADER, operations, problems, type Door, type OperationId } from '@passaggio/contracts';
import { dispatch, doorOf, tokenAt, type Inside } from './dispatch.ts';
import { failureOf } from './problems.ts';
import { NotPossible } from '../usecases/handlers.ts';

const table = Object.entries(operations).map(([id, operation]) => ({
  id: id as OperationId,
  method: operation.method.toUpperCase(),
  door: operation.door,
  pattern: new RegExp(`^${operation.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

/** A `fetch` for contracts' `client`, with cookies of its own; asks for the product at each call. */
export function inProcess(inside: () => Inside): (path: string, init: RequestInit) => Promise<Response> {
  const tokens = new Map<Door | 'device', string>();
  return async (path, init) => {
    try {
      const url = new URL(path, 'http://in.process');
      const found = table.find((one) => one.method === (init.method ?? 'GET') && one.pattern.test(url.pathname));
      if (found === undefined) throw new NotPossible('unknown-operation', `no operation ${path}`);
      const groups = found.pattern.exec(url.pathname)!.groups ?? {};
      const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
      const body = () => Promise.resolve(typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined);
      const token = tokenAt(doorOf(found.id), (door) => tokens.get(door));
      const page = new Headers(init.headers).get(PAGE_HEADER) ?? undefined;
      const { answer, session, device } = await dispatch(
        found.id,
        { params, query: Object.fromEntries(url.searchParams), body, token, page, address: 'in-process', device: tokens.get('device') },
        inside(),
      );
      if (device !== undefined) tokens.set('device', device);
      if (session?.token) tokens.set(session.door, session.token);
      else if (session !== undefined) tokens.delete(session.door);
      return Response.json(answer);
    } catch (cause) {
      const { problem, retryAfter } = failureOf(cause, 'in-process');
      if (problem.code === 'fault') throw cause; // nobody is outside to be kept from it
      return Response.json(problem, { status: problems[problem.code], headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } });
    }
  };
}
