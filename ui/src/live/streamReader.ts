/**
 * Reads one numbered stream (ST6): drops what it has, holds what comes too early and asks again. Pure: the connection around it
 * does what `Step` says.
 */
import type { EventBody, Snapshot, StreamEvent, SyncAnswer } from '@passaggio/contracts';

export interface Reading {
  /** Empty before the first answer. */
  readonly epoch: string;
  readonly last: number;
  /** Events beyond a gap, by rising number. */
  readonly held: readonly StreamEvent[];
}

export interface Step {
  readonly reading: Reading;
  /** What to show now, in order. */
  readonly snapshot: Snapshot | undefined;
  readonly bodies: readonly EventBody[];
  /** Something is missing: ask with `after(reading)`. */
  readonly sync: boolean;
}

/** More held events than this are not worth keeping: the answer will bring them. */
const MOST_HELD = 200;

export const unread: Reading = { epoch: '', last: 0, held: [] };

/** An event arrives by itself. */
export function receive(reading: Reading, event: StreamEvent): Step {
  if (event.epoch !== reading.epoch) return step(reading, [], true);
  if (event.n <= reading.last) return step(reading, [], false);
  const held = [...reading.held.filter((one) => one.n !== event.n), event].sort((a, b) => a.n - b.n).slice(0, MOST_HELD);
  return advance({ ...reading, held });
}

/** The answer to `sync` arrives. One that is older than what has been read changes nothing. */
export function caughtUp(reading: Reading, answer: SyncAnswer): Step {
  const sameEpoch = answer.epoch === reading.epoch;
  if (answer.sync === 'snapshot') {
    if (sameEpoch && answer.last < reading.last) return step(reading, [], false);
    const held = sameEpoch ? reading.held.filter((one) => one.n > answer.last) : [];
    const next = advance({ epoch: answer.epoch, last: answer.last, held });
    return { ...next, snapshot: answer.snapshot.of === 'unknown' ? undefined : answer.snapshot };
  }
  const base: Reading = sameEpoch ? reading : { epoch: answer.epoch, last: 0, held: [] };
  const fresh = answer.events.filter((one) => one.n > base.last && !base.held.some((held) => held.n === one.n));
  const next = advance({ ...base, held: [...base.held, ...fresh].sort((a, b) => a.n - b.n) });
  return { ...next, sync: next.reading.last < answer.last || next.sync };
}

/** Takes what follows on without a gap. What this release cannot read has a number all the same: it is passed over. */
function advance({ epoch, last, held }: Reading): Step {
  let next = last;
  const bodies: EventBody[] = [];
  for (const { n, body } of held) {
    if (n !== next + 1) break;
    if (body.type !== 'unknown') bodies.push(body);
    next = n;
  }
  const rest = held.slice(next - last);
  return step({ epoch, last: next, held: rest }, bodies, rest.length > 0);
}

const step = (reading: Reading, bodies: readonly EventBody[], sync: boolean): Step => ({ reading, bodies, sync, snapshot: undefined });
