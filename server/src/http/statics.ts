/** The apps' files. Hashed assets never change; pages are always asked for. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { packedIn } from './compressed.ts';

/** Folders with built apps. */
export interface AppFolders {
  readonly web: string;
  readonly driver: string;
}

export function serveApps(app: Express, { web, driver }: AppFolders): void {
  app.use('/driver', files(driver));
  app.get('/driver', (request, response, next) => (request.path.endsWith('/') ? next() : response.redirect(308, '/driver/'))); // the service worker's scope
  app.get(/^\/driver\/[^.]*$/, page(driver, 'index.html'));
  app.use(files(web));
  if (existsSync(join(web, 'console', 'index.html'))) app.get(/^\/console(\/[^.]*)?$/, page(web, 'console/index.html'));
  app.get(/^\/(?!api\/|console\b|driver\b)[^.]*$/, page(web, 'index.html'));
}

function files(folder: string): RequestHandler {
  const packed = packedIn(folder);
  const send = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) =>
      response.setHeader('cache-control', relative(folder, path).startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  return (request, response, next) => {
    request.url = `/${packed(request.path.slice(1), request, response)}`;
    send(request, response, next);
  };
}

/** A page stands for every address of its app; a name with a dot is a file, and a file that is not there must not look like one. */
function page(root: string, file: string): RequestHandler {
  const packed = packedIn(root);
  return (request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(packed(file, request, response), { root });
  };
}
