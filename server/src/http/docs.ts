/** `/api/openapi.json`, and a page to read it at `/api/docs`: everything from our own origin, for everybody in demo mode and for staff elsewhere. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { actorOf, type AccountNeeds } from '../usecases/accounts/sessions.ts';
import { NotPossible } from '../usecases/handlers.ts';
import { tokenIn } from './cookies.ts';
import { apiDocument } from './openapi.ts';

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Passaggio API</title><link rel="stylesheet" href="/api/docs/assets/swagger-ui.css"></head>
<body><div id="page"></div><script src="/api/docs/assets/swagger-ui-bundle.js"></script><script src="/api/docs/init.js"></script></body>
</html>`;

const INIT = "window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null });";

export function serveDocs(app: Express, { isDemo, accounts }: { readonly isDemo: boolean; readonly accounts: AccountNeeds }): void {
  const document = JSON.stringify(apiDocument());
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  if (!isDemo) app.use(['/api/openapi.json', '/api/docs'], forStaff(accounts));
  app.get('/api/openapi.json', (_, response) => void response.type('application/json').send(document));
  app.get('/api/docs', (_, response) => void response.type('html').send(PAGE));
  app.get('/api/docs/init.js', (_, response) => void response.type('text/javascript').send(INIT));
  app.use('/api/docs/assets', express.static(assets, { index: false }));
}

/** By its cookie alone: a page is opened from anywhere, and this one shows nothing of anybody. */
function forStaff(accounts: AccountNeeds): RequestHandler {
  return (request, _, next) => {
    actorOf('staff', tokenIn(request.headers.cookie, 'staff'), accounts).then(
      (actor) => next(actor === undefined ? new NotPossible('not-signed-in', 'sign in to the console first') : undefined),
      next,
    );
  };
}
