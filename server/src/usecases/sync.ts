/** Catch-up (ST6): the events a client missed, or the state where it is too far behind, purged, or of another epoch. */
import type { Snapshot, StreamEvent, SyncAnswer, SyncAsk } from '@passaggio/contracts';
import { mayRead } from '../domain/access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reads } from '../ports/reads.ts';
import type { Store } from '../ports/store.ts';
import { NotPossible, type Actor } from './handlers.ts';

export interface SyncNeeds {
  readonly store: Pick<Store, 'streams'>;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly snapshotOf: (stream: string) => Promise<Snapshot>;
}

/** Further behind than this, the state is shorter than the way to it. */
const AT_MOST = 500;

export async function sync({ stream, epoch: theirs, after }: SyncAsk, actor: Actor, needs: SyncNeeds): Promise<SyncAnswer> {
  await mayFollow(stream, actor, needs);
  const { store, clock, snapshotOf } = needs;
  const epoch = await store.streams.epoch();
  const { first, last } = await store.streams.bounds(stream);
  const known = theirs === epoch && after <= last && (after >= first - 1 || last === 0);
  const whole = theirs === '' && after === 0 && first <= 1; // a new client, and the stream is whole
  if ((known || whole) && last - after <= AT_MOST) {
    const events = await store.streams.after(stream, after, AT_MOST + 1);
    const upTo = events.at(-1)?.n ?? last;
    return { sync: 'events', epoch, last: upTo, now: clock.now(), events: events.map((event) => ({ ...event, epoch }) as StreamEvent) };
  }
  // `last` was read before the snapshot, so that nothing falls between the two
  return { sync: 'snapshot', epoch, last, now: clock.now(), snapshot: await snapshotOf(stream) };
}

/** @throws NotPossible where this account may not follow the stream */
export async function mayFollow(stream: string, actor: Actor, { reads }: Pick<SyncNeeds, 'reads'>): Promise<void> {
  const run = stream.startsWith('run:') ? await reads.runs.find(stream.slice(4) as never) : undefined;
  if (!mayRead(stream, actor, () => run?.driver)) throw new NotPossible('unknown-stream', 'no such stream for this account');
}
