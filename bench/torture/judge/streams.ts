/** A stream as its audience follows it: gapless, and the same content whenever it is read (ST6, P11). */
import { createHash } from 'node:crypto';
import type { EventBody, Snapshot, SyncAnswer } from '@passaggio/contracts';
import type { Verdict } from './verdict.ts';

export interface Followed {
  readonly stream: string;
  readonly last: number;
  /** Reads on from the last number. One at a time; whoever asks meanwhile waits for the next. */
  catchUp(): Promise<void>;
  /** Reads again what was seen before. */
  reread(): Promise<void>;
}

export interface Following {
  readonly stream: string;
  readonly sync: (epoch: string, after: number) => Promise<SyncAnswer>;
  readonly event: (body: EventBody) => void;
  readonly snapshot: (snapshot: Snapshot) => void;
}

/** Fewer than the product gives one by one. */
const REREAD = 400;

export function follow({ stream, sync, event, snapshot }: Following, verdict: Verdict): Followed {
  const seen = new Map<number, string>();
  let [epoch, last] = ['', 0];
  let turn: Promise<void> = Promise.resolve();
  const gap = (words: string) => verdict.charge('eventGaps', `${stream}: ${words}`);

  const compare = (answer: SyncAnswer, after: number): void => {
    if (epoch !== '' && answer.epoch !== epoch) gap(`the epoch changed from ${epoch} to ${answer.epoch}`);
    if (answer.last < last) gap(`it ended at ${last} and now ends at ${answer.last}`);
    if (answer.sync === 'snapshot') return;
    for (const [i, { n, at, body }] of answer.events.entries()) {
      if (n !== after + 1 + i) gap(`${after + 1 + i} was expected and ${n} came`);
      const mark = createHash('md5')
        .update(JSON.stringify([at, body]))
        .digest('base64');
      if ((seen.get(n) ?? mark) !== mark) gap(`event ${n} was another one before`);
      seen.set(n, mark);
    }
  };
  const readOn = async (): Promise<void> => {
    const answer = await sync(epoch, last);
    compare(answer, last);
    epoch = answer.epoch;
    last = answer.last;
    if (answer.sync === 'events')
      for (const { body } of answer.events) {
        if (body.type !== 'unknown') event(body);
      }
    else if (answer.snapshot.of !== 'unknown') snapshot(answer.snapshot);
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    stream,
    get last() {
      return last;
    },
    catchUp: () => inTurn(readOn),
    reread: () =>
      inTurn(async () => {
        const after = Math.max(0, last - REREAD);
        if (last > 0) compare(await sync(epoch, after), after);
      }),
  };
}
