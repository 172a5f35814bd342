/** What every answer tells the browser: load nothing from elsewhere, be framed by nobody (by our own `/demo` in demo mode), send no address on. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export function securityHeaders(isDemo: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"], // takes in our own WebSocket
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: [isDemo ? "'self'" : "'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: isDemo ? 'sameorigin' : 'deny' },
  });
}
