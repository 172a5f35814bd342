/** What of a rider's card is worth waking a phone for. */
import { MINUTE, type LegCard, type LegName, type NewsKind, type RideCard } from '@passaggio/contracts';
import type { RideSaid } from '../documents.ts';

/** A bus is near when it makes at most one stop before the rider's, or is expected within this. */
const NEAR_STOPS = 1;
const NEAR = 15 * MINUTE;

/** How many things are remembered of a ride: more than can happen to one. */
const SAID = 24;

/** @returns what a ride is, as far as news is concerned: unlike marks may be news, like ones are none */
export function markOf(card: RideCard, now: number): string {
  if (card.state === 'refused') return card.reason === 'left-out' ? 'left-out' : 'refused';
  if (card.state !== 'seat') return card.state;
  for (const name of ['outbound', 'return'] as const) {
    const leg = card[name];
    const mark = leg === null ? undefined : legMark(leg, name, now);
    if (mark !== undefined) return mark;
  }
  return 'seat';
}

function legMark(leg: LegCard, name: LegName, now: number): string | undefined {
  if (leg.state === 'missed') return `missed ${name}`;
  if (leg.proposed !== null && !leg.proposed.acknowledged && (leg.state === 'planned' || leg.state === 'on-its-way')) return `changed ${leg.proposed.change}`;
  if (leg.state === 'here') return `near ${name}`;
  if (leg.state !== 'on-its-way') return undefined;
  const soon = (leg.stopsBefore ?? Infinity) <= NEAR_STOPS || (leg.expected ?? Infinity) - now <= NEAR;
  return soon ? `near ${name}` : undefined;
}

const waited: readonly string[] = ['asked', 'waiting', 'accepted'];

/** @param before  the mark that was; undefined for a ride never looked at, which was asked for just now with the app open */
function kindOf(mark: string, before: string | undefined): NewsKind | undefined {
  const [kind] = mark.split(' ') as [string];
  if (kind === 'changed' || kind === 'near' || kind === 'missed') return kind;
  if (kind === 'left-out') return kind;
  if (kind === 'seat') return before === undefined || waited.includes(before) ? kind : undefined;
  return kind === 'accepted' && before === 'waiting' ? 'moved-up' : undefined;
}

/** What a card says that was not said before. The same is never said twice, however often a bus is near and then not. */
export function newsOf(card: RideCard, before: RideSaid | undefined, now: number): { readonly kind: NewsKind | undefined; readonly after: RideSaid } {
  const mark = markOf(card, now);
  const said = before?.said ?? [];
  const kind = said.includes(mark) ? undefined : kindOf(mark, before?.mark);
  const after = { ride: card.ride, serviceDate: card.serviceDate, mark, said: kind === undefined ? said : [...said, mark].slice(-SAID) };
  return { kind, after };
}
