/** The built rider app in real Chromium against a fake API, for looking and for tests of the screens alone. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Page, Route } from 'playwright-core';
import { choices, me, scenes, type Scene } from './scenes.ts';

const dist = join(import.meta.dirname, '../dist');
const types: { readonly [end: string]: string } = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'";

export async function serveBuilt(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = path.includes('.') ? path : '/index.html';
    readFile(join(dist, file)).then(
      (body) => response.writeHead(200, { 'content-type': types[file.split('.').at(-1) ?? ''] ?? 'text/plain', 'content-security-policy': policy }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export interface Faults {
  readonly signedOut?: boolean;
  readonly choices?: 'away';
  readonly sync?: 'away';
  readonly ask?: 'away' | 'closed-day';
  readonly signIn?: 'wrong';
}

const problem = (status: number, code: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: code, status, code }),
});

/** Answers `/api` from a scene; a booking becomes an accepted card. */
export async function playScene(page: Page, scene: Scene, faults: Faults = {}): Promise<void> {
  let signedIn = faults.signedOut !== true;
  const json = (route: Route, body: object) => route.fulfill({ json: body });
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.route('**/api/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const method = route.request().method();
    if (pathname === '/api/rider/session' && method === 'POST') {
      if (faults.signIn === 'wrong') return route.fulfill(problem(401, 'wrong-number-or-pin'));
      signedIn = true;
      return json(route, me);
    }
    if (!signedIn) return route.fulfill(problem(401, 'not-signed-in'));
    if (pathname === '/api/rider/session') return json(route, { ...me, now: scene.now });
    if (pathname === '/api/rider/choices') return faults.choices === 'away' ? route.abort() : json(route, { ...choices, now: scene.now });
    if (pathname === '/api/rider/sync') {
      if (faults.sync === 'away') return route.abort();
      return json(route, { sync: 'snapshot', epoch: 'e', last: 1, now: scene.now, snapshot: { of: 'rider', cards: scene.cards } });
    }
    if (pathname === '/api/rider/rides') {
      if (faults.ask !== undefined) return faults.ask === 'away' ? route.abort() : route.fulfill(problem(422, faults.ask));
      const { id } = route.request().postDataJSON() as { id: string };
      return json(route, { answer: 'accepted', card: { ...scenes['accepted']?.cards[0], ride: id } });
    }
    return route.fulfill(problem(503, 'store-away'));
  });
}
