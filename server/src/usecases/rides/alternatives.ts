/** What would work instead of a seat that is not there: at most three, each tried in the draft. */
import type { Alternative, EpochMs, LocalTime, PlaceId, RideId, TripKind } from '@passaggio/contracts';
import type { Ride } from '../../domain/documents.ts';
import { localTimeOf, shiftTimes } from '../../domain/time.ts';
import type { Ids } from '../../ports/ids.ts';
import { draftOf } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';
import { freshWish, toldAt } from './seat.ts';

const AT_MOST = 3;
/** Each costs a dry run of the insertion. */
const TRIED = 10;

interface Choice {
  readonly boardingPlace: PlaceId;
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly trip: TripKind;
}

export function alternativesTo(work: DayWork, asked: Omit<Ride, 'version' | 'schema'>, ids: Ids): Alternative[] {
  const draft = draftOf(work);
  const found: Alternative[] = [];
  for (const choice of choices(work, asked).slice(0, TRIED)) {
    const { start, end } = shiftTimes(work.serviceDate, choice.start, choice.end, work.config.pole.zone);
    if ((choice.trip === 'return' ? end : start) <= work.now) continue;
    const other = { ...asked, id: ids.id() as RideId, boardingPlace: choice.boardingPlace, trip: choice.trip, shiftStart: start, shiftEnd: end };
    const wish = freshWish(work, other);
    const trial = wish && draft.trial(wish);
    if (trial === undefined || !trial.placed) continue;
    const begin = trial.begins.get(choice.trip === 'return' ? 'return' : 'outbound') as EpochMs;
    const { serviceDate, site } = asked;
    found.push({
      serviceDate,
      site,
      shiftStart: choice.start,
      shiftEnd: choice.end,
      boardingPlace: choice.boardingPlace,
      trip: choice.trip,
      boardAt: toldAt(begin),
    });
    if (found.length === AT_MOST) break;
  }
  return found;
}

/** The nearest shifts of the same site first, then other boarding places, then at least the way home. */
function choices(work: DayWork, asked: Omit<Ride, 'version' | 'schema'>): Choice[] {
  const { config, day } = work;
  const site = config.sites.get(asked.site)!;
  const wanted = localTimeOf(asked.shiftStart, config.pole.zone);
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const away = (time: string) => Math.abs(minutes(time) - minutes(wanted));
  const shifts = site.shifts.filter((one) => one.start !== wanted).toSorted((a, b) => away(a.start) - away(b.start));
  const same = site.shifts.find((one) => one.start === wanted) ?? site.shifts[0]!;
  const places = [...config.places.keys()].filter((place) => place !== asked.boardingPlace && day.frame.indexOf.has(place));
  const { boardingPlace, trip } = asked;
  return [
    ...shifts.slice(0, 4).map((shift) => ({ boardingPlace, trip, ...shift })),
    ...places.slice(0, 5).map((place) => ({ boardingPlace: place, trip, ...same })),
    ...(trip === 'both' ? [{ boardingPlace, trip: 'return' as const, ...same }] : []),
  ];
}
