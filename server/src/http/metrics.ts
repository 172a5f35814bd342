/** `/metrics` for Prometheus, to whoever shows the installation's token; without one it is not there. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express } from 'express';
import type { Figures } from '../ports/figures.ts';
import { NotPossible } from '../usecases/handlers.ts';

export interface Metrics {
  readonly figures: Figures;
  readonly token: string;
}

export function serveMetrics(app: Express, { figures, token }: Metrics): void {
  const expected = digest(`Bearer ${token}`);
  app.get('/metrics', (request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return next(new NotPossible('not-signed-in', 'the token is missing or wrong'));
    figures.page().then(({ type, text }) => response.type(type).send(text), next);
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();
