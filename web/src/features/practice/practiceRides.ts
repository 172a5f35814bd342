/**
 * A booking to try, out of thin air: it answers as the server would and tells the server nothing. Tomorrow, one farm, one bus.
 */
import { DAY, HOUR, type Choices, type EpochMs, type LegCard, type RideCard, type RideId } from '@passaggio/contracts';
import type { RiderState } from '../rides/riderState.ts';
import type { Rides } from '../rides/useRider.ts';

export interface PracticeRides extends Rides {
  /** As if the day were published: the seat, its time and its bus. */
  publish(): void;
}

interface Names {
  readonly farm: string;
  readonly place: string;
}

/** Its clock stands still, at noon of today. */
export const ZONE = 'UTC';
export const noonOf = (today: string): EpochMs => Date.parse(`${today}T12:00Z`) as EpochMs;
const POLE = 'practice' as RideCard['pole'];
const SHIFT = { start: '06:00', end: '13:00' } as Choices['sites'][number]['shifts'][number];

export function practiceRides(today: string, { farm, place }: Names): PracticeRides {
  const now = noonOf(today);
  const serviceDate = new Date(now + DAY).toISOString().slice(0, 10) as Choices['days'][number]['serviceDate'];
  const at = (clock: string) => Date.parse(`${serviceDate}T${clock}Z`) as EpochMs;
  const sites = [12, 40].map((number) => ({ id: `farm-${number}`, number, name: farm, shifts: [SHIFT] }));
  const choices = {
    now,
    pole: { id: POLE, name: farm, zone: ZONE, cutoff: '20:00' },
    days: [{ serviceDate, open: true, published: false, cutoffAt: (now + 8 * HOUR) as EpochMs }],
    boardingPlaces: [{ id: 'stop', number: 1, name: place }],
    sites,
    usual: null,
  } as Choices;
  const listeners = new Set<() => void>();
  const leg = (name: 'outbound' | 'return', isTold: boolean): LegCard => {
    const [begins, ends] = name === 'outbound' ? [at('05:05'), at('05:50')] : [at('13:10'), at('13:55')];
    const [stop, site] = [
      { id: 'stop', name: place },
      { id: 'farm', name: farm },
    ];
    return {
      state: 'planned',
      ...(name === 'outbound' ? { from: stop, to: site } : { from: site, to: stop }),
      window: { from: begins, to: (begins + HOUR / 2) as EpochMs },
      told: isTold ? begins : null,
      expected: null,
      arrival: isTold ? ends : null,
      plate: isTold ? { number: 7, licenceTail: '4ZK' } : null,
      proposed: null,
      stopsBefore: null,
    };
  };
  const cardOf = (ride: RideId, state: 'accepted' | 'seat', trip: RideCard['trip']): RideCard => {
    const isTold = state === 'seat';
    return {
      ride,
      pole: POLE,
      serviceDate,
      site: { id: 'farm', name: farm },
      shiftStart: at(SHIFT.start),
      shiftEnd: at(SHIFT.end),
      trip,
      state,
      waitingPlace: null,
      reason: null,
      alternatives: [],
      code: '4711' as RideCard['code'],
      outbound: leg('outbound', isTold),
      return: trip === 'both' ? leg('return', isTold) : null,
      stillHere: null,
      askedAt: now,
      estimated: true,
    };
  };
  const rides = {
    state: {
      cards: new Map(),
      reading: 'loaded',
      link: 'live',
      freshAt: undefined,
      unsent: [],
      unkept: false,
      focus: undefined,
      isLocked: false,
      front: undefined,
      choices,
    } as RiderState,
  };
  const put = (card: RideCard): void => {
    rides.state = { ...rides.state, cards: new Map([[card.ride, card]]) };
    for (const listener of listeners) listener();
  };
  const change = (to: (card: RideCard) => RideCard): void => [...rides.state.cards.values()].forEach((card) => put(to(card)));
  return Object.assign(rides, {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readChoices: () => Promise.resolve(),
    ask: ({ trip }: { readonly trip: RideCard['trip'] }) => put(cardOf('practice-ride' as RideId, 'accepted', trip)),
    cancel: () => change((card) => ({ ...card, state: 'cancelled', outbound: null, return: null })),
    publish: () => change(({ ride, trip }) => cardOf(ride, 'seat', trip)),
    stillHere: () => undefined,
    acknowledge: () => undefined,
    dismiss: () => undefined,
    refresh: () => undefined,
  });
}
