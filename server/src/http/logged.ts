/** One line an operation: which, how it ended, how long it took. Nothing of who asked or what was said. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

export function logged(log: Logger): RequestHandler {
  return (_, response, next) => {
    const began = performance.now();
    const request = randomUUID();
    response.locals['request'] = request;
    response.setHeader('x-request-id', request);
    response.once('close', () => {
      const operation = response.locals['operation'] as string | undefined;
      if (operation !== undefined) log.info({ request, operation, status: response.statusCode, ms: Math.round(performance.now() - began) });
    });
    next();
  };
}
