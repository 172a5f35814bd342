/** One line an operation: which, how it ended, how long it took. Nothing of who asked or what was said. */
import { randomUUID } from 'node:crypto';
import type { OperationId } from '@passaggio/contracts';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Figures } from '../ports/figures.ts';

export function logged(log: Logger, figures: Figures | undefined): RequestHandler {
  return (_, response, next) => {
    const began = performance.now();
    const request = randomUUID();
    response.locals['request'] = request;
    response.setHeader('x-request-id', request);
    response.once('close', () => {
      const operation = response.locals['operation'] as OperationId | undefined;
      if (operation === undefined) return;
      const ms = performance.now() - began;
      log.info({ request, operation, status: response.statusCode, ms: Math.round(ms) });
      figures?.answered(operation, response.statusCode, ms / 1000);
    });
    next();
  };
}
