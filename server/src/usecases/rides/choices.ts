/** What a rider can choose from, at the pole of their own. */
import type { AccountId, Choices, PoleId } from '@passaggio/contracts';
import { choicesOf } from '../../domain/days/view.ts';
import { addDays, cutoffOf, localTimeOf, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import { loadConfig } from '../days/load.ts';
import { NotPossible } from '../handlers.ts';

/** Days offered: today and the next three. */
const DAYS = 4;

export async function choices(rider: AccountId, pole: PoleId, { reads, clock }: { readonly reads: Reads; readonly clock: Clock }): Promise<Choices> {
  const doc = await reads.poles.find(pole);
  if (doc === undefined) throw new NotPossible('unknown-pole', `no pole ${pole}`);
  const config = await loadConfig(doc, reads);
  const now = clock.now();
  const { zone, cutoff, closedDates } = doc;
  const today = serviceDateAt(now, zone);
  const dates = Array.from({ length: DAYS }, (_, i) => addDays(today, i));
  const heads = new Map((await reads.days.ofPole(pole, dates[0], dates.at(-1))).map((head) => [head.serviceDate, head]));
  const last = (await reads.rides.ofRider(rider)).toSorted((a, b) => b.askedAt - a.askedAt)[0];
  return {
    now,
    pole: { id: pole, name: doc.name, zone, cutoff },
    days: dates.map((serviceDate) => ({
      serviceDate,
      open: !closedDates.includes(serviceDate) && heads.get(serviceDate)?.phase !== 'closed',
      published: ['published', 'closed'].includes(heads.get(serviceDate)?.phase ?? 'open'),
      cutoffAt: heads.get(serviceDate)?.cutoffAt ?? cutoffOf(serviceDate, cutoff, zone),
    })),
    ...choicesOf(config),
    usual: last === undefined ? null : { site: last.site, shiftStart: localTimeOf(last.shiftStart, zone), boardingPlace: last.boardingPlace, trip: last.trip },
  };
}
