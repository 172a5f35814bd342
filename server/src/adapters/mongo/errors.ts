/** MongoDB's errors as the port's, and waits that end. */
import { StoreAway } from '../../ports/store.ts';

/** Server codes that say "not now" (mongodb/mongo error_codes.yml). */
const AWAY_CODES = new Set([
  6,
  7,
  89,
  9001, // host unreachable, host not found, network timeout, socket
  91,
  11600,
  11602, // shutting down, interrupted
  189,
  10107,
  13435,
  13436, // no primary here
  24,
  50,
  64,
  112,
  262, // lock timeout, time limit, write concern, write conflict, exceeded time limit
  14031, // out of disk space
]);
const AWAY_NAMES =
  /^(Mongo(Network|ServerSelection|NotConnected|TopologyClosed|ClientClosed|PoolClosed|PoolCleared|WaitQueueTimeout|WriteConcern|ExpiredSession|OperationTimeout)|MongooseServerSelection|Disconnected)/;
const AWAY_LABELS = ['TransientTransactionError', 'RetryableWriteError', 'UnknownTransactionCommitResult', 'ResetPool'];
const DUPLICATE_KEY = 11000;
/** Node's own, of a connection that ended while the driver was writing to it: the driver passes them on bare. */
const BROKEN_SOCKET = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED', 'ERR_SOCKET_CLOSED']);

/** The time that the caller gave is over. What was waited for may still happen. */
export class Late extends Error {}

export const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof Error && 'hasErrorLabel' in error && typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true;

export const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

export const isDuplicate = (error: unknown): boolean => codeOf(error) === DUPLICATE_KEY;

/** Another transaction got in between, or the primary changed, before the commit was sent: nothing was stored, try again. */
export const isTransient = (error: unknown): boolean => hasLabel(error, 'TransientTransactionError') || isDuplicate(error);

/**
 * A bulk write whose connection broke. Connections that go down with the pool lose the driver's labels, and a bulk write wraps the
 * network error in one of its own, without a code.
 */
const isBrokenBulk = (error: Error): boolean => error.name === 'MongoBulkWriteError' && codeOf(error) === undefined;

const isBrokenSocket = (error: Error): boolean => 'code' in error && BROKEN_SOCKET.has(error.code);

/** "Not now" as StoreAway; anything else as it is. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreAway) return error;
  const away =
    error instanceof Late ||
    isBrokenBulk(error) ||
    isBrokenSocket(error) ||
    AWAY_NAMES.test(error.name) ||
    AWAY_CODES.has(codeOf(error) ?? 0) ||
    AWAY_LABELS.some((label) => hasLabel(error, label));
  return away ? new StoreAway(`MongoDB cannot be used now: ${error.message}`, { cause: error }) : error;
}

/** Milliseconds of a clock that never goes back; for deadlines only. */
export const ticks = (): number => performance.now();

/**
 * The result of `work`, if it comes before the deadline.
 *
 * @param deadline  in ticks()
 * @throws Late  work goes on unwatched
 */
export async function within<T>(work: Promise<T>, deadline: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late('no answer within the time allowed')), Math.max(0, deadline - ticks()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined); // told as Late
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
