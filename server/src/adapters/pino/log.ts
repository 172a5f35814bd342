/** The log on standard output: lines go out several at a time, a fault and what stands before it at once. */
import { pino, type Logger } from 'pino';

/** Bytes that are written together, and after how many milliseconds whatever there is. */
const TOGETHER = 4096;
const SOON = 200;
const FAULT = 50;

export function openLog(level: string): Logger {
  const out = pino.destination({ dest: 1, sync: false, minLength: TOGETHER, periodicFlush: SOON });
  return pino(
    {
      level,
      hooks: {
        logMethod(given, log, at) {
          log.apply(this, given);
          if (at >= FAULT) out.flushSync();
        },
      },
    },
    out,
  );
}
