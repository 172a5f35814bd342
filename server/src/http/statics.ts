/** The apps' files. Hashed assets never change; pages are always asked for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';

/** Folders with built apps. */
export interface AppFolders {
  readonly web: string;
  readonly driver: string;
}

export function serveApps(app: Express, { web, driver }: AppFolders): void {
  const files = (folder: string) =>
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => response.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
  const page = (file: string) => (_: express.Request, response: express.Response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(file);
  };
  app.use('/driver', files(driver));
  app.get(/^\/driver(\/.*)?$/, page(join(driver, 'index.html')));
  app.use(files(web));
  const console_ = join(web, 'console', 'index.html');
  if (existsSync(console_)) app.get(/^\/console(\/.*)?$/, page(console_));
  app.get(/^\/(?!api\/).*/, page(join(web, 'index.html')));
}
