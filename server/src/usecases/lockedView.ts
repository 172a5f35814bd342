/**
 * What a locked session is told: reduced cards, in an epoch of their own. Numbers of one epoch mean nothing in the other, so that whoever is unlocked gets the
 * state whole at the next word of the server, and a page that was open gets it reduced once it is locked, with what every page does where an epoch is another.
 */
import type { RideCard, StreamEvent, SyncAnswer } from '@passaggio/contracts';
import { reduced, reducedCards } from '../domain/rides/reduced.ts';
import { serviceDateAt } from '../domain/time.ts';
import { ZONE } from './rides/myRides.ts';
import type { SyncNeeds } from './sync.ts';

type Needs = Pick<SyncNeeds, 'store' | 'clock' | 'snapshotOf'>;

const lockedEpoch = (epoch: string) => `${epoch}~`;

export const lockedCards = (cards: readonly RideCard[], now: number): RideCard[] => reducedCards(cards, now, serviceDateAt(now as never, ZONE));

/** The ride that stands in front, as it is now: never the events that led there. */
export async function lockedSync(stream: string, { store, clock, snapshotOf }: Needs): Promise<SyncAnswer> {
  const [epoch, { last }] = await Promise.all([store.streams.epoch(), store.streams.bounds(stream)]);
  const snapshot = await snapshotOf(stream);
  const now = clock.now();
  const cards = snapshot.of === 'rider' ? lockedCards(snapshot.cards, now) : [];
  return { sync: 'snapshot', epoch: lockedEpoch(epoch), last, now, snapshot: { of: 'rider', cards, reduced: true } };
}

/** An event of a rider's stream; undefined where it is of another ride than the one in front: whoever follows finds a gap, and asks. */
export async function lockedEvent(event: StreamEvent, { clock, snapshotOf }: Needs): Promise<StreamEvent | undefined> {
  const { body } = event;
  const snapshot = await snapshotOf(event.stream);
  if (body.type !== 'card' || snapshot.of !== 'rider') return undefined;
  const [front] = lockedCards(snapshot.cards, clock.now());
  return front?.ride === body.card.ride ? { ...event, epoch: lockedEpoch(event.epoch), body: { ...body, card: reduced(body.card) } } : undefined;
}
