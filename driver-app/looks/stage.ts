/** The built driver app in real Chromium against a fake API that keeps facts, for looking at the screens alone. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Fact, RunView } from '@passaggio/contracts';
import type { BrowserContext, Route } from 'playwright-core';
import { driverView } from '../src/offline/view.ts';

const dist = join(import.meta.dirname, '../dist');
const types: { readonly [end: string]: string } = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self'; manifest-src 'self'; base-uri 'none'";

export async function serveBuilt(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/^\/driver/, '');
    const file = path.includes('.') ? path : '/index.html';
    readFile(join(dist, file)).then(
      (body) => response.writeHead(200, { 'content-type': types[file.split('.').at(-1) ?? ''] ?? 'text/plain', 'content-security-policy': policy }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export interface Stage {
  run: RunView;
  isSignedIn: boolean;
  isAway: boolean;
  /** Nothing is published yet. */
  isEmpty?: boolean;
  /** Facts are answered as of a run that was never this driver's. */
  isForeign?: boolean;
  now: () => number;
}

const problem = (status: number, code: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: code, status, code }),
});

/** Facts are folded into the run as they come, as the app itself would. */
export async function playStage(context: BrowserContext, stage: Stage, others: readonly RunView[]): Promise<void> {
  const json = (route: Route, body: object) => route.fulfill({ json: { now: Math.round(stage.now()), ...body } });
  const me = {
    account: 'driver-3',
    role: 'driver',
    poles: [{ id: 'foggia', name: 'Foggia', region: 'Puglia', zone: 'Europe/Rome', dispatch: '0881 000 112' }],
  };
  await context.route('**/socket.io/**', (route) => route.abort());
  await context.route('**/api/**', (route) => {
    if (stage.isAway) return route.abort();
    const { pathname } = new URL(route.request().url());
    const method = route.request().method();
    if (pathname === '/api/driver/session' && method === 'POST') stage.isSignedIn = route.request().postData()?.includes('"1234"') === true;
    if (!stage.isSignedIn) return route.fulfill(problem(401, method === 'POST' ? 'wrong-number-or-pin' : 'not-signed-in'));
    if (pathname === '/api/driver/session') return json(route, method === 'DELETE' ? {} : me);
    if (pathname === '/api/driver/runs') return json(route, { runs: stage.isEmpty === true ? [] : [stage.run, ...others] });
    if (pathname === '/api/driver/sync')
      return json(route, {
        sync: 'snapshot',
        epoch: 'e',
        last: stage.run.version,
        snapshot: { of: 'run', run: [stage.run, ...others].find((run) => route.request().url().includes(run.run)) ?? null },
      });
    const { facts } = route.request().postDataJSON() as { facts: Fact[] };
    if (stage.isForeign === true) return json(route, { results: facts.map(({ counter }) => ({ counter, result: 'not-yours', needsPerson: null })), runs: [] });
    const {
      carried: _,
      unseen: __,
      untold: ___,
      ...run
    } = driverView(
      stage.run,
      [],
      facts.map((fact) => ({ act: fact.act, at: fact.deviceTime })),
    );
    stage.run = { ...run, version: stage.run.version + facts.length };
    return json(route, { results: facts.map((fact) => ({ counter: fact.counter, result: 'taken', needsPerson: null })), runs: [stage.run] });
  });
}
