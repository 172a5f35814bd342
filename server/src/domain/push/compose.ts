/** News as a message for one phone: in its language, with place and time only where its rider allowed them. */
import { createHash } from 'node:crypto';
import { HOUR, MINUTE, type EpochMs, type NewsKind, type RideCard } from '@passaggio/contracts';
import type { DueNews, PushPhone } from '../documents.ts';
import { localTimeOf } from '../time.ts';
import { wordsOf, type Facts } from './words.ts';

/** How long news is of use after it happened. */
const useful: Readonly<Record<NewsKind, number>> = {
  seat: 12 * HOUR,
  changed: 12 * HOUR,
  near: 15 * MINUTE,
  missed: 4 * HOUR,
  'left-out': 12 * HOUR,
  'moved-up': 12 * HOUR,
};

/** Wakes a phone that sleeps. */
export const urgencyOf = (kind: NewsKind): 'high' | 'normal' => (kind === 'seat' || kind === 'moved-up' || kind === 'left-out' ? 'normal' : 'high');

/** @param at  when it happened */
export function newsFor(phone: Pick<PushPhone, 'language' | 'details'>, kind: NewsKind, card: RideCard, zone: string, at: EpochMs): DueNews {
  const { title, body } = wordsOf(kind, phone.language, phone.details ? factsOf(card, zone) : undefined);
  return { message: { v: 1, kind, title, body, language: phone.language, tag: tagOf(card.ride) }, until: (at + useful[kind]) as EpochMs, tries: 0 };
}

function factsOf(card: RideCard, zone: string): Facts {
  const leg = card.outbound !== null && card.outbound.state !== 'alighted' ? card.outbound : card.return;
  const clock = (time: EpochMs | null) => (time === null ? null : localTimeOf(time, zone));
  if (leg === null) return { time: null, old: null, place: null, plate: null };
  const changed = leg.proposed !== null && !leg.proposed.acknowledged;
  return {
    time: clock(changed ? leg.proposed!.told : (leg.expected ?? leg.told)),
    old: clock(leg.told),
    place: leg.from.name,
    plate: leg.plate === null ? null : String(leg.plate.number),
  };
}

/** One a ride, that tells nothing of it to the push service. */
const tagOf = (ride: string) => createHash('sha256').update(`push ${ride}`).digest('base64url').slice(0, 32);
