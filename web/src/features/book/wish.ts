/** What is preselected when somebody books: tomorrow, the usual shift and place, with the way back. */
import type { Choices, PlaceId, RideAsk, RideCard, ServiceDate } from '@passaggio/contracts';
import { serviceDateAt } from '@passaggio/ui';

export type Wish = Omit<RideAsk, 'id' | 'instead'>;
type Site = Choices['sites'][number];

/**
 * Days that are open and not over: what can be chosen may have been read days ago.
 *
 * @param now  server time
 */
export function openDays({ days, pole }: Choices, now: number): Choices['days'] {
  const today = serviceDateAt(now, pole.zone);
  return days.filter((day) => day.open && day.serviceDate >= today);
}

/** Tomorrow where it is open, else the first open day after today, else today. */
export function firstDay(choices: Choices, now: number): ServiceDate | undefined {
  const today = serviceDateAt(now, choices.pole.zone);
  const open = openDays(choices, now);
  return (open.find((day) => day.serviceDate > today) ?? open[0])?.serviceDate;
}

/** Farms: those asked for last first, then by number. */
export function sitesInOrder(choices: Choices, cards: readonly Pick<RideCard, 'site' | 'askedAt'>[]): Site[] {
  const asked = cards.toSorted((a, b) => b.askedAt - a.askedAt).map((card) => card.site.id);
  const recent = [...new Set<string | undefined>([choices.usual?.site, ...asked])];
  const rank = ({ id }: Site): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return choices.sites.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
}

/** @returns undefined where no day is open or the site has no shift or nowhere to board */
export function wishFor(site: Site, choices: Choices, now: number): Wish | undefined {
  const usual = choices.usual?.site === site.id ? choices.usual : undefined;
  const serviceDate = firstDay(choices, now);
  const shift = site.shifts.find(({ start }) => start === usual?.shiftStart) ?? site.shifts[0];
  const known = choices.boardingPlaces.find((place) => place.id === choices.usual?.boardingPlace) ?? choices.boardingPlaces[0];
  if (serviceDate === undefined || shift === undefined || known === undefined) return undefined;
  const boardingPlace: PlaceId = known.id;
  return { serviceDate, site: site.id, shiftStart: shift.start, shiftEnd: shift.end, boardingPlace, trip: 'both' };
}

/** The last booking once more, on the next day. */
export function usualWish(choices: Choices, now: number): Wish | undefined {
  const site = choices.sites.find((one) => one.id === choices.usual?.site);
  return site === undefined ? undefined : wishFor(site, choices, now);
}

/** A wish that was begun on a day that is over by now is for the next one. */
export function upToDate(wish: Wish | undefined, choices: Choices, now: number): Wish | undefined {
  if (wish === undefined || wish.serviceDate >= serviceDateAt(now, choices.pole.zone)) return wish;
  const serviceDate = firstDay(choices, now);
  return serviceDate && { ...wish, serviceDate };
}
