/**
 * What a locked session is told: reduced cards, in an epoch of their own. Numbers of one epoch mean nothing in the other, so that whoever is unlocked gets the
 * state whole at the next word of the server, and a page that was open gets it reduced once it is locked, with what every page does where an epoch is another.
 *
 * Most phones are locked most of the time, and each event asks which ride of a rider stands in front. So the cards of the riders heard of last are kept as of
 * a number of their stream, and brought up to date by its events: their days are read once and not at each event.
 */
import type { RideCard, StreamEvent, SyncAnswer } from '@passaggio/contracts';
import { reduced, reducedCards } from '../domain/rides/reduced.ts';
import { addDays, serviceDateAt } from '../domain/time.ts';
import { ZONE } from './rides/myRides.ts';
import type { SyncNeeds } from './sync.ts';

type Needs = Pick<SyncNeeds, 'store' | 'clock' | 'snapshotOf'>;

export interface LockedView {
  /** The ride that stands in front, as it is now: never the events that led there. */
  sync(stream: string): Promise<SyncAnswer>;
  /** An event of a rider's stream; undefined where it is of another ride than the one in front: whoever follows finds a gap, and asks. */
  event(event: StreamEvent): Promise<StreamEvent | undefined>;
}

/** A rider's cards, reduced, as all events up to `last` made them; or later, where they were read while more events came. */
interface Kept {
  readonly epoch: string;
  readonly last: number;
  readonly cards: ReadonlyMap<string, RideCard>;
}

/** Riders, some kB each; who was heard of longest ago is read again. */
const RIDERS = 20_000;
/** Events; beyond, the state is read at once. */
const BEHIND = 50;

const lockedEpoch = (epoch: string) => `${epoch}~`;
const dateAt = (now: number) => serviceDateAt(now as never, ZONE);

export const lockedCards = (cards: readonly RideCard[], now: number): RideCard[] => reducedCards(cards, now, dateAt(now));

export function openLockedView({ store, clock, snapshotOf }: Needs): LockedView {
  const riders = new Map<string, Kept>();
  const keep = (stream: string, kept: Kept): Kept => {
    riders.delete(stream);
    riders.set(stream, kept);
    if (riders.size > RIDERS) riders.delete(riders.keys().next().value!);
    return kept;
  };
  const readWhole = async (stream: string, epoch: string, last: number): Promise<Kept> => {
    const snapshot = await snapshotOf(stream);
    const cards = snapshot.of === 'rider' ? snapshot.cards : [];
    return keep(stream, { epoch, last, cards: new Map(cards.map((card) => [card.ride, reduced(card)])) });
  };
  /** As of an event's number at least. */
  const upTo = async (epoch: string, last: number, stream: string): Promise<Kept> => {
    const known = riders.get(stream);
    if (known === undefined || known.epoch !== epoch) return readWhole(stream, epoch, last);
    if (known.last >= last) return keep(stream, known);
    const events = last - known.last > BEHIND ? [] : await store.streams.after(stream, known.last, BEHIND);
    if (events[0]?.n !== known.last + 1 || events.at(-1)!.n < last) return readWhole(stream, epoch, last); // far behind, or purged
    return keep(
      stream,
      events.reduce((kept, event) => withEvent(kept, event as StreamEvent, clock.now()), known),
    );
  };
  const front = ({ cards }: Kept): RideCard[] => lockedCards([...cards.values()], clock.now());

  return {
    async sync(stream) {
      const [epoch, { last }] = await Promise.all([store.streams.epoch(), store.streams.bounds(stream)]); // the end first: nothing falls between
      const kept = await upTo(epoch, last, stream);
      return { sync: 'snapshot', epoch: lockedEpoch(epoch), last, now: clock.now(), snapshot: { of: 'rider', cards: front(kept), reduced: true } };
    },
    async event(event) {
      const { body, epoch, stream, n } = event;
      if (body.type !== 'card') return undefined;
      const known = riders.get(stream);
      const isNext = known?.epoch === epoch && known.last === n - 1;
      const kept = isNext ? keep(stream, withEvent(known, event, clock.now())) : await upTo(epoch, n, stream);
      return front(kept)[0]?.ride === body.card.ride ? { ...event, epoch: lockedEpoch(epoch), body: { ...body, card: reduced(body.card) } } : undefined;
    },
  };
}

/** Rides of dates that no page shows any more are left behind. */
function withEvent({ epoch, last, cards }: Kept, { n, body }: Pick<StreamEvent, 'n' | 'body'>, now: number): Kept {
  if (body.type !== 'card') return { epoch, last: Math.max(last, n), cards };
  const from = addDays(dateAt(now), -1);
  const shown = new Map([...cards].filter(([, card]) => card.serviceDate >= from));
  return { epoch, last: Math.max(last, n), cards: shown.set(body.card.ride, reduced(body.card)) };
}
