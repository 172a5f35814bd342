/**
 * What every answer tells the browser: load nothing from elsewhere, be framed by nobody (by our own `/demo` in demo mode), send no address on,
 * give the page no more of the device than our pages ask for.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** A card's code and the way to the bus, the driver's screen, spoken words. */
const USED = ['camera', 'geolocation', 'screen-wake-lock', 'autoplay'];
/** Of those that browsers know and would allow a page of one's own. Vibration and notifications are not governed by this header. */
const UNUSED =
  'accelerometer bluetooth browsing-topics clipboard-read clipboard-write display-capture encrypted-media fullscreen gamepad gyroscope ' +
  'hid identity-credentials-get idle-detection keyboard-map local-fonts magnetometer microphone midi otp-credentials payment ' +
  'picture-in-picture publickey-credentials-create publickey-credentials-get serial storage-access sync-xhr usb window-management xr-spatial-tracking';
const PERMISSIONS = [...USED.map((feature) => `${feature}=(self)`), ...UNUSED.split(' ').map((feature) => `${feature}=()`)].join(', ');

export function securityHeaders(isDemo: boolean): RequestHandler {
  const secure = helmet({
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
  return (request, response, next) => {
    response.setHeader('permissions-policy', PERMISSIONS);
    secure(request, response, next);
  };
}
