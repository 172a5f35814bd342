/** What is asked in the evening peak, made beforehand from a seed: the generator only sends it. */
import type { ServiceDate } from '@passaggio/contracts';
import { random, type Random, type WorldPole } from '@passaggio/fixtures';
import { personOf, type Person } from '../stage/people.ts';

/** Of the requests: the rest reads. */
const SHARES = { book: 0.8, cancel: 0.1 } as const;
/** Seconds after which a rider cancels, or looks at the card. */
const LATER = 5;

export interface Booking {
  readonly id: string;
  readonly serviceDate: ServiceDate;
  readonly site: string;
  readonly shiftStart: string;
  readonly boardingPlace: string;
  readonly trip: 'both';
}

/** One request: its session's token, and what is asked. `n` counts all, and makes the command's id. */
export type Step =
  | { readonly n: number; readonly token: string; readonly book: Booking }
  | { readonly n: number; readonly token: string; readonly cancel: string }
  | { readonly n: number; readonly token: string; readonly read: true };

export interface Peak {
  readonly riders: readonly Person[];
  readonly steps: readonly Step[];
}

export interface PeakSize {
  readonly seed: number;
  readonly riders: number;
  /** How many requests, and how many of them come in a second: those of a moment do not wait for each other. */
  readonly count: number;
  readonly rate: number;
  readonly dates: readonly ServiceDate[];
}

export function peakOf(poles: readonly WorldPole[], { seed, riders: people, count, rate, dates }: PeakSize): Peak {
  const draw = random(`evening peak ${seed}`);
  const riders = Array.from({ length: people }, (_, i) => personOf('rider', poles[i % poles.length]!.pole, i));
  const setups = new Map(poles.map(({ pole, setup }) => [pole, setup]));
  const fresh = shuffled(riders, draw);
  const booked: { readonly id: string; readonly rider: Person }[] = [];
  const cancelled = new Set<string>();
  const steps = Array.from({ length: count }, (_, n): Step => {
    const settled = Math.min(booked.length, Math.max(0, Math.floor((n - LATER * rate) * SHARES.book)));
    const kind = draw.next();
    if (kind < SHARES.book || settled === 0) {
      const rider = fresh.pop();
      if (rider === undefined) throw new Error(`${people} riders are fewer than the bookings of ${count} requests`);
      const id = `load-ride-${seed}-${n}`;
      booked.push({ id, rider });
      return { n, token: rider.token, book: bookingOf(id, setups.get(rider.pole)!, draw.pick(dates), draw) };
    }
    const { id, rider } = booked[draw.int(0, settled - 1)]!;
    if (kind >= SHARES.book + SHARES.cancel || cancelled.has(id)) return { n, token: rider.token, read: true };
    cancelled.add(id);
    return { n, token: rider.token, cancel: id };
  });
  return { riders, steps };
}

export function bookingOf(id: string, { sites, places }: WorldPole['setup'], serviceDate: ServiceDate, draw: Random): Booking {
  const site = draw.pick(sites);
  return { id, serviceDate, site: site.id, shiftStart: draw.pick(site.shifts).start, boardingPlace: draw.pick(places).id, trip: 'both' };
}

/** The pole a rider is of comes up evenly, in no order. */
function shuffled<T>(all: readonly T[], draw: Random): T[] {
  const mixed = [...all];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = draw.int(0, i);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
