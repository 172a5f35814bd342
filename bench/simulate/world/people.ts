/** Who lives where, works where, and what they mean to do on a day. */
import type { BodyOf } from '@passaggio/contracts';
import type { PoleSetup } from '@passaggio/contracts';
import { HOUR, MINUTE } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { Roads } from '../truth/roads.ts';
import type { Calendar } from './calendar.ts';

type Ask = BodyOf<'requestRide'>;

export interface Usual {
  readonly boardingPlace: Ask['boardingPlace'];
  readonly site: Ask['site'];
  readonly shiftStart: Ask['shiftStart'];
}

/** Crews sleep at one place and work at one farm (brief.md speaks of crews and groups); the rest go each for themselves. */
const CREW = 8;
const IN_A_CREW = 0.75;

export function usualsOf(setup: PoleSetup, roads: Roads, riders: number, draw: Random): Usual[] {
  const crews = Array.from({ length: Math.ceil(riders / CREW) }, () => usualOf(setup, roads, draw));
  return Array.from({ length: riders }, () => (draw.chance(IN_A_CREW) ? draw.pick(crews) : usualOf(setup, roads, draw)));
}

/** People live where work can be reached, and take what is near: the nearer, the likelier. One in a hundred tries wherever there is work. */
function usualOf(setup: PoleSetup, roads: Roads, draw: Random): Usual {
  const near = (place: string, site: string, minutes: number) => Math.exp(-roads.pinned(place, site) / (minutes * MINUTE));
  const home = draw.weighted(setup.places, (place) => Math.max(...setup.sites.map((site) => near(place.id, site.id, 15))));
  const adventurous = draw.chance(0.01);
  const site = draw.weighted(setup.sites, (one) => (adventurous ? 1 : near(home.id, one.id, 8)));
  return { boardingPlace: home.id, site: site.id, shiftStart: draw.pick(site.shifts).start };
}

export interface DayWish {
  readonly ask: Ask;
  /** When they ask, and when they cancel if they do. */
  readonly asksAt: number;
  readonly late: boolean;
  readonly cancelsAt: number | undefined;
  /** Asks besides for overlapping hours. */
  readonly second: boolean;
}

/** What somebody wants on the nth day; undefined where they stay at home. Booked between noon and the cut-off of the day before. */
export function wishOf(
  rider: string,
  { boardingPlace, site, shiftStart }: Usual,
  { day, calendar: { at, eve, dateOf } }: { readonly day: number; readonly calendar: Calendar },
  draw: Random,
): DayWish | undefined {
  if (!draw.chance(habits.rides)) return undefined;
  const late = draw.chance(habits.late);
  const evening = eve(day, '12:00') + draw.next() * 8 * HOUR - MINUTE;
  const asksAt = late ? eve(day, '20:05') + draw.next() * 3 * HOUR : evening;
  const trip = draw.chance(habits.oneWay) ? draw.pick(['outbound', 'return'] as const) : 'both';
  const cancelsAt = draw.chance(habits.cancels) ? asksAt + draw.next() * (at(day, '04:00') - asksAt) : undefined;
  const id = `${rider}-${day}` as Ask['id'];
  return { ask: { id, serviceDate: dateOf(day), site, shiftStart, boardingPlace, trip }, asksAt, late, cancelsAt, second: draw.chance(habits.secondTrip) };
}
