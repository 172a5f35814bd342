/** Catch-up (ST6): the events a client missed, or the state where it is too far behind, purged, or of another epoch. */
import type { PoleId, RunId, Snapshot, StreamEvent, SyncAnswer, SyncAsk } from '@passaggio/contracts';
import { mayRead } from '../domain/access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reads } from '../ports/reads.ts';
import type { Store } from '../ports/store.ts';
import { NotPossible, type Actor } from './handlers.ts';
import type { LockedView } from './lockedView.ts';
import { findRunFor } from './runs/findRun.ts';

export interface SyncNeeds {
  readonly store: Pick<Store, 'streams'>;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly snapshotOf: (stream: string) => Promise<Snapshot>;
  readonly locked: LockedView;
  /** Of the pages that the server has for this role. */
  readonly build?: (role: Actor['role']) => string | undefined;
}

/** Further behind than this, the state is shorter than the way to it. */
const AT_MOST = 500;

export async function sync(ask: SyncAsk, actor: Actor, needs: SyncNeeds): Promise<SyncAnswer> {
  const { stream } = ask;
  await mayFollow(stream, actor, needs);
  if (actor.isLocked === true) return needs.locked.sync(stream);
  const { store, clock, snapshotOf } = needs;
  const build = needs.build?.(actor.role);
  const epoch = await store.streams.epoch();
  const bounds = await store.streams.bounds(stream);
  const kept = stillKept(ask, epoch, bounds);
  const events = kept ? await store.streams.after(stream, ask.after, AT_MOST + 1) : [];
  if (kept && events.length <= AT_MOST && whole(ask.after, events, bounds.last)) {
    return {
      sync: 'events',
      epoch,
      last: ask.after + events.length,
      now: clock.now(),
      build,
      events: events.map((event) => ({ ...event, epoch }) as StreamEvent),
    };
  }
  // `last` was read before the snapshot, so that nothing falls between the two
  return { sync: 'snapshot', epoch, last: bounds.last, now: clock.now(), build, snapshot: await snapshotOf(stream) };
}

/** Whether everything after the client's number can still be given one by one. */
function stillKept({ epoch: theirs, after }: SyncAsk, epoch: string, { first, last }: { readonly first: number; readonly last: number }): boolean {
  if (theirs === '') return after === 0 && first <= 1; // a new client, and the stream has its beginning
  return theirs === epoch && after <= last && after >= first - 1;
}

/** A purge may have come between looking at the bounds and reading. */
function whole(after: number, events: readonly { readonly n: number }[], last: number): boolean {
  return after + events.length >= last && (events.length === 0 || events[0]!.n === after + 1);
}

/**
 * @throws NotPossible where this account may not follow the stream, or there is none: the two look alike
 */
export async function mayFollow(stream: string, actor: Actor, { reads }: Pick<SyncNeeds, 'reads'>): Promise<void> {
  const colon = stream.indexOf(':');
  const [kind, id] = [stream.slice(0, colon), stream.slice(colon + 1)];
  const run = kind === 'run' ? await findRunFor(actor, id as RunId, reads) : undefined;
  const known = kind !== 'pole' || (await reads.poles.find(id as PoleId)) !== undefined;
  if (!known || !mayRead(stream, actor, run)) throw new NotPossible('unknown-stream', 'no such stream for this account');
}
