/** `/demo`, in demo mode alone: its page, and the controls of the day that is played. */
import type { Express } from 'express';
import express from 'express';
import { DemoPlay, type DemoState } from '@passaggio/contracts';
import { NotPossible } from '../usecases/handlers.ts';
import { isOwnOrigin } from './origin.ts';
import { Malformed } from './problems.ts';
import type { AppFolders } from './statics.ts';

export interface DemoControls {
  state(): DemoState;
  /** @param speed  0 stops; else how many times faster than real time the day goes on */
  play(speed: number): void;
}

/** Outside demo mode nothing is there. */
export function serveDemo(app: Express, controls: DemoControls | undefined, apps: AppFolders | undefined): void {
  if (controls === undefined || apps === undefined) {
    app.use('/demo', (_request, _response, next) => next(new NotPossible('unknown-operation', 'no such page')));
    return;
  }
  app.get('/demo/state', (_, response) => void response.setHeader('cache-control', 'no-store').json(controls.state()));
  app.post('/demo/play', express.json({ limit: 1_000 }), (request, response) => {
    if (!isOwnOrigin({ origin: request.headers.origin, fetchSite: request.get('sec-fetch-site'), host: request.headers.host }))
      throw new NotPossible('foreign-origin', 'this request does not come from our pages');
    const wanted = DemoPlay.safeParse(request.body);
    if (!wanted.success) throw new Malformed('body.speed', 'expected a number from 0 to 60');
    controls.play(wanted.data.speed);
    response.json(controls.state());
  });
  app.get(['/demo', '/demo/'], (_, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('demo/index.html', { root: apps.web });
  });
}
