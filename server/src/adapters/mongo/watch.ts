/** Growth of streams by any process, from a change stream over their counters: one change a stream and commit. */
import type { mongo } from 'mongoose';
import type { Collections } from './collections.ts';
import { codeOf, hasLabel, pause } from './errors.ts';

const AFTER_ERROR = 200;
const HISTORY_LOST = new Set([280, 286]);

/**
 * Tells of streams that grew from `since` on, going on after errors where it was. Where the server has forgotten that place
 * (away for longer than its oplog), it goes on from now: readers of the log tick as well.
 *
 * @returns  ends it, `closed` being what closes the connection
 */
export function watchStreams(streams: Collections['streams'], since: mongo.Timestamp, tell: (streams: readonly string[]) => void): (closed: () => Promise<void>) => Promise<unknown> {
  let ended = false;
  let cursor: mongo.ChangeStream | undefined;
  let token: mongo.ResumeToken | undefined;
  let from: mongo.Timestamp | undefined = since;

  async function follow(): Promise<void> {
    const place = token !== undefined ? { resumeAfter: token } : from !== undefined ? { startAtOperationTime: from } : {};
    cursor = streams.watch([{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }, { $project: { documentKey: 1 } }], place);
    while (!ended) {
      const change = await cursor.next();
      token = cursor.resumeToken;
      if ('documentKey' in change) tell([String(change.documentKey._id)]);
    }
  }

  const running = (async () => {
    while (!ended) {
      try {
        await follow();
      } catch (error) {
        if (ended) return;
        token = cursor?.resumeToken ?? token;
        if (HISTORY_LOST.has(codeOf(error) ?? 0) || hasLabel(error, 'NonResumableChangeStreamError')) token = from = undefined;
        await cursor?.close().catch(() => undefined);
        await pause(AFTER_ERROR);
      }
    }
  })();

  return (closed) => {
    ended = true;
    // not waited for by itself: the server answers a waiting cursor within a second, the end of the connection at once
    void cursor?.close().catch(() => undefined);
    return Promise.all([closed(), running]);
  };
}
