/** The HTTP door: express made from the table of operations. */
import { randomUUID } from 'node:crypto';
import { operations, problems, type Operation, type OperationId, type ProblemCode } from '@passaggio/contracts';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { NotPossible } from '../usecases/handlers.ts';
import { setCookie, tokenIn } from './cookies.ts';
import { dispatch, type Inside } from './dispatch.ts';
import { serveDocs } from './docs.ts';
import { isOwnOrigin } from './origin.ts';
import { failureOf, problem } from './problems.ts';
import { serveApps, type AppFolders } from './statics.ts';

export interface HttpNeeds extends Inside {
  readonly log: Logger;
  /** Whether the store can be written now. */
  readonly ready: () => Promise<void>;
  readonly apps: AppFolders | undefined;
}

/** Largest bodies, in bytes. */
const limits: { readonly [I in OperationId]?: number } = { recordFacts: 512_000, setUpPole: 1_000_000 };
const LIMIT = 64_000;

export function httpApp(needs: HttpNeeds): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"], objectSrc: ["'none'"],
        baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"], workerSrc: ["'self'"], manifestSrc: ["'self'"],
      },
    },
    strictTransportSecurity: { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
  }));
  app.use((_, response, next) => {
    response.locals['request'] = randomUUID();
    response.setHeader('x-request-id', response.locals['request'] as string);
    next();
  });
  app.get('/healthz', (_, response) => void response.json({ alive: true }));
  app.get('/readyz', (_, response, next) => {
    needs.ready().then(() => response.json({ ready: true }), next);
  });
  serveDocs(app);
  for (const [id, operation] of Object.entries(operations)) route(app, id as OperationId, operation, needs);
  app.use('/api', (_request, _response, next) => next(new NotPossible('unknown-operation', 'no such operation')));
  if (needs.apps !== undefined) serveApps(app, needs.apps);
  app.use((_request, _response, next) => next(new NotPossible('unknown-operation', 'no such page')));
  app.use(failed(needs.log));
  return app;
}

function route(app: Express, id: OperationId, operation: Operation, needs: HttpNeeds): void {
  const writes = operation.method !== 'get';
  const json = express.json({ limit: limits[id] ?? LIMIT, strict: true, type: () => true });
  const checks = [
    (request: Request, _: Response, next: (cause?: unknown) => void) => {
      if (writes && !ownOrigin(request)) return next(new NotPossible('foreign-origin', 'this request does not come from our pages'));
      if (operation.body !== undefined && !request.is('application/json')) return next(new NotPossible('wrong-media-type', 'expected application/json'));
      next();
    },
    ...(operation.body === undefined ? [] : [json]),
  ];
  app[operation.method](operation.path, ...checks, (request: Request, response: Response, next: (cause?: unknown) => void) => {
    answer(id, operation, request, response, needs).catch(next);
  });
}

async function answer(id: OperationId, operation: Operation, request: Request, response: Response, needs: HttpNeeds): Promise<void> {
  const began = performance.now();
  const token = operation.door === 'public' ? undefined : tokenIn(request.headers.cookie, operation.door);
  const incoming = { params: request.params, query: { ...request.query }, body: request.body as unknown, token, address: request.socket.remoteAddress ?? '' };
  response.locals['operation'] = id;
  const { answer: body, session } = await dispatch(id, incoming, needs);
  if (session !== undefined) response.setHeader('set-cookie', setCookie(session.door, session.token));
  response.setHeader('cache-control', 'no-store');
  response.json(body);
  needs.log.info({ request: response.locals['request'] as string, operation: id, status: 200, ms: Math.round(performance.now() - began) });
}

function ownOrigin(request: Request): boolean {
  return isOwnOrigin({ origin: request.headers.origin, fetchSite: request.get('sec-fetch-site'), host: request.headers.host });
}

/** Errors of express itself, by their type. */
const bodyErrors: { readonly [type: string]: ProblemCode } = { 'entity.too.large': 'too-large', 'charset.unsupported': 'wrong-media-type', 'encoding.unsupported': 'wrong-media-type' };

function failed(log: Logger): ErrorRequestHandler {
  return (cause: unknown, _request, response, _next) => {
    const id = response.locals['request'] as string;
    const thrown = cause as { type?: string; status?: number };
    const known = typeof thrown?.type === 'string' ? bodyErrors[thrown.type] ?? 'malformed' : thrown?.status === 400 && !(cause instanceof NotPossible) ? 'malformed' : undefined;
    const failure = known === undefined ? failureOf(cause, id) : { problem: problem(known, 'the body or address cannot be read', id) };
    const { status, code } = failure.problem;
    if ('fault' in failure) log.error({ request: id, operation: response.locals['operation'] as string, status, code, fault: describe(failure.fault) });
    else log.info({ request: id, operation: response.locals['operation'] as string, status, code });
    if ('retryAfter' in failure && failure.retryAfter !== undefined) response.setHeader('retry-after', String(failure.retryAfter));
    response.status(problems[code]).type('application/problem+json').send(JSON.stringify(failure.problem));
  };
}

/** Name and place of a fault; its message may quote input and stays out of the log unless it is ours. */
function describe(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message).split('\n').slice(0, 6).join(' | ') : String(fault);
}
