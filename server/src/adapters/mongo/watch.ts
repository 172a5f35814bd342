/** Growth of streams by any process, from a change stream over their counters: one change a stream and commit. */
import type { mongo } from 'mongoose';
import type { Collections } from './collections.ts';
import { codeOf, hasLabel, pause } from './errors.ts';

const AFTER_ERROR = 200;
const HISTORY_LOST = new Set([280, 286]);

/**
 * Tells of streams that grew from now on, going on after errors where it was. Where the server has forgotten that place (away for
 * longer than its oplog), it tells of every stream that there is.
 *
 * @param since  the database's time of now
 * @param now    asks for the database's time
 * @returns      ends it, `closed` being what closes the connection
 */
export function watchStreams(
  streams: Collections['streams'],
  since: mongo.Timestamp,
  now: () => Promise<mongo.Timestamp>,
  tell: (streams: readonly string[]) => void,
): (closed: () => Promise<void>) => Promise<unknown> {
  const end = new AbortController();
  let cursor: mongo.ChangeStream | undefined;
  let token: mongo.ResumeToken;
  let from = since;
  let lost = false;

  async function follow(): Promise<void> {
    if (lost) {
      from = await now();
      for await (const { _id } of streams.find({}, { projection: { _id: 1 } })) tell([_id]);
      lost = false;
    }
    const place = token === undefined ? { startAtOperationTime: from } : { resumeAfter: token };
    cursor = streams.watch([{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }, { $project: { documentKey: 1 } }], place);
    while (!end.signal.aborted) {
      const change = await cursor.next();
      token = cursor.resumeToken;
      if ('documentKey' in change) tell([String(change.documentKey._id)]);
    }
  }

  const running = (async () => {
    while (!end.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (end.signal.aborted) return;
        lost ||= HISTORY_LOST.has(codeOf(error) ?? 0) || hasLabel(error, 'NonResumableChangeStreamError');
        token = lost ? undefined : (cursor?.resumeToken ?? token);
        await cursor?.close().catch(() => undefined);
        cursor = undefined; // its token is of no use to the next
        await pause(AFTER_ERROR);
      }
    }
  })();

  return (closed) => {
    end.abort();
    // not waited for by itself: the server answers a waiting cursor within a second, the end of the connection at once
    void cursor?.close().catch(() => undefined);
    return Promise.all([closed(), running]);
  };
}
