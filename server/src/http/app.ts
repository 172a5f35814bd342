/** The HTTP door: express made from the table of operations. */
import { PAGE_HEADER, operations, problems, type Operation, type OperationId, type ProblemCode } from '@passaggio/contracts';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { StoreAway } from '../ports/store.ts';
import { NotPossible } from '../usecases/handlers.ts';
import { setCookie, setDeviceCookie, tokenIn } from './cookies.ts';
import { dispatch, doorOf, tokenAt, type Inside } from './dispatch.ts';
import { serveDemo, type DemoControls } from './demo.ts';
import { serveDocs } from './docs.ts';
import { faultLine } from './faults.ts';
import { securityHeaders } from './headers.ts';
import { logged } from './logged.ts';
import { serveMetrics, type Metrics } from './metrics.ts';
import { isOwnOrigin } from './origin.ts';
import { failureOf, problem } from './problems.ts';
import { serveApps, type AppFolders } from './statics.ts';

export interface HttpNeeds extends Inside {
  readonly log: Logger;
  /** Whether the store can be written now. */
  readonly ready: () => Promise<void>;
  readonly apps: AppFolders | undefined;
  readonly metrics: Metrics | undefined;
  /** Demo mode. */
  readonly demo: DemoControls | undefined;
  /** Addresses of proxies whose word on the client's address is taken. */
  readonly proxies: readonly string[];
}

/** Largest bodies, in bytes. */
const limits: { readonly [I in OperationId]?: number } = { recordFacts: 512_000, setUpPole: 1_000_000 };
const LIMIT = 64_000;
/** Read and thrown away beyond the limit, so that an honest client hears why; express would read on for as long as it is sent. */
const SPARE = 256_000;

export function httpApp(needs: HttpNeeds): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false); // answers are not to be kept; files have their own
  app.set('query parser', 'simple');
  app.set('trust proxy', needs.proxies);
  app.use(securityHeaders(needs.demo !== undefined), logged(needs.log, needs.metrics?.figures));
  app.use(['/api', '/healthz', '/readyz'], (_, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  app.get('/healthz', (_, response) => void response.json({ alive: true }));
  app.get('/readyz', (_, response, next) => {
    needs.ready().then(
      () => response.json({ ready: true }),
      (cause: unknown) => next(new StoreAway('not ready', { cause })),
    );
  });
  if (needs.metrics !== undefined) serveMetrics(app, needs.metrics);
  serveDocs(app, { isDemo: needs.demo !== undefined, accounts: needs.accounts });
  for (const [id, operation] of Object.entries(operations)) route(app, id as OperationId, operation, needs);
  app.use('/api', (_request, _response, next) => next(new NotPossible('unknown-operation', 'no such operation')));
  serveDemo(app, needs.demo, needs.apps);
  if (needs.apps !== undefined) serveApps(app, needs.apps);
  app.use((_request, _response, next) => next(new NotPossible('unknown-operation', 'no such page')));
  app.use(failed(needs.log));
  return app;
}

function route(app: Express, id: OperationId, operation: Operation, needs: HttpNeeds): void {
  const limit = limits[id] ?? LIMIT;
  const json = cutAt(limit + SPARE, express.json({ limit, strict: true, type: () => true }));
  app[operation.method](operation.path, (request, response, next) => {
    response.locals['operation'] = id;
    answer(id, operation, json, request, response, needs).catch(next);
  });
}

async function answer(id: OperationId, operation: Operation, json: RequestHandler, request: Request, response: Response, needs: HttpNeeds): Promise<void> {
  const isForAll = operation.door === 'public' && operation.method === 'get';
  if (!isForAll && !ownOrigin(request)) throw new NotPossible('foreign-origin', 'this request does not come from our pages');
  const incoming = {
    params: request.params,
    query: { ...request.query },
    body: () => bodyOf(json, request, response),
    token: tokenAt(doorOf(id), (door) => tokenIn(request.headers.cookie, door)),
    page: request.get(PAGE_HEADER),
    address: request.ip ?? '',
    device: tokenIn(request.headers.cookie, 'device'),
  };
  const { answer, session, device } = await dispatch(id, incoming, needs);
  if (session !== undefined) response.append('set-cookie', setCookie(session.door, session.token));
  if (device !== undefined) response.append('set-cookie', setDeviceCookie(device));
  response.json(answer);
}

function bodyOf(json: RequestHandler, request: Request, response: Response): Promise<unknown> {
  if (!request.is('application/json')) throw new NotPossible('wrong-media-type', 'expected application/json');
  return new Promise((resolve, reject) => {
    void json(request, response, (cause?: unknown) => {
      if (cause === undefined) resolve(request.body);
      else reject(cause instanceof Error ? cause : new Error('the body could not be read', { cause }));
    });
  });
}

/** Ends the reading of a body that is longer than anybody's mistake. */
function cutAt(most: number, parse: RequestHandler): RequestHandler {
  return (request, response, next) => {
    let received = 0;
    const cut = () => next(new NotPossible('too-large', `expected at most ${most} bytes`));
    if (Number(request.headers['content-length'] ?? 0) > most) return cut();
    parse(request, response, next);
    request.on('data', (piece: Buffer) => {
      received += piece.length;
      if (received > most) cut();
    });
  };
}

function ownOrigin(request: Request): boolean {
  return isOwnOrigin({ origin: request.headers.origin, fetchSite: request.get('sec-fetch-site'), host: request.headers.host });
}

/** What express and its parsers throw, by type or else by status. */
const bodyErrors: { readonly [type: string]: ProblemCode } = {
  'entity.too.large': 'too-large',
  'charset.unsupported': 'wrong-media-type',
  'encoding.unsupported': 'wrong-media-type',
};

function codeOf(cause: unknown): ProblemCode | undefined {
  const { type, status } = cause as { readonly type?: unknown; readonly status?: unknown };
  if (typeof type === 'string') return bodyErrors[type] ?? 'malformed';
  if (status === 404) return 'unknown-operation';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'malformed' : undefined;
}

function failed(log: Logger): ErrorRequestHandler {
  return (cause: unknown, request, response, next) => {
    if (response.headersSent) return next(cause); // express ends the connection
    const { request: id, operation } = response.locals as { readonly request: string; readonly operation?: OperationId };
    const known = cause instanceof Error ? codeOf(cause) : undefined;
    const failure = known === undefined ? failureOf(cause, id) : { problem: problem(known, 'the body or address cannot be read', id) };
    if ('fault' in failure) log.error({ request: id, operation, fault: faultLine(failure.fault) });
    if ('retryAfter' in failure && failure.retryAfter !== undefined) response.setHeader('retry-after', String(failure.retryAfter));
    if (failure.problem.code === 'too-large' && !request.complete) response.setHeader('connection', 'close'); // nobody reads the rest
    response.status(problems[failure.problem.code]).type('application/problem+json').send(JSON.stringify(failure.problem));
  };
}
