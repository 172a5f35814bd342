/** Whether a pole's clock and closed dates can be. */
import { ServiceDate, type LocalTime, type PoleSetup } from '@passaggio/contracts';
import { daysBetween, instantOf, isZone } from '../time.ts';
import { faultOfTelephone } from '../texts.ts';
import { faultIf, nameFaults, type Fault } from './fault.ts';

/** Closed dates lie within this many days: three years. Another year was typed wrongly. */
const DAYS = 3 * 366;
/** The cut-off is in the evening before; earlier than this it would be the day before that. */
const EARLIEST_CUTOFF = '12:00';

/** Service dates are reckoned by this clock, on the land of domain/places/land.ts. */
const HERE = 'Europe/Rome';

/** Whether noon is the same moment there as here, in winter and in summer. */
function isLikeHere(zone: string, today: ServiceDate): boolean {
  const year = today.slice(0, 4);
  return (['01-01', '07-01'] as const).every((day) => {
    const [date, noon] = [`${year}-${day}` as ServiceDate, '12:00' as LocalTime];
    return instantOf(date, noon, zone) === instantOf(date, noon, HERE);
  });
}

/** @param today  the service date that is running */
export function calendarFaults(
  { zone, cutoff, closedDates, dispatch }: Pick<PoleSetup, 'zone' | 'cutoff' | 'closedDates' | 'dispatch'>,
  today: ServiceDate,
): Fault[] {
  return [
    ...faultIf(!isZone(zone), 'zone', () => `time zone ${JSON.stringify(zone)}, expected one such as ${HERE}`),
    ...faultIf(isZone(zone) && !isLikeHere(zone, today), 'zone', () => `the clocks of ${zone} show another time than those of ${HERE}, where buses drive`),
    ...faultIf(cutoff < EARLIEST_CUTOFF, 'cutoff', () => `${cutoff} of the day before, expected ${EARLIEST_CUTOFF} or later`),
    ...(dispatch === undefined ? [] : nameFaults('dispatch', dispatch, faultOfTelephone(dispatch))),
    ...closedDates.flatMap((date, i) => dateFaults(date, i, closedDates, today)),
  ];
}

function dateFaults(text: string, i: number, all: readonly string[], today: ServiceDate): Fault[] {
  const field = `closedDates.${i}`;
  const date = ServiceDate.safeParse(text);
  if (!date.success) return [{ field, words: `${text} is no date that there is` }];
  const away = Math.abs(daysBetween(today, date.data));
  return [
    ...faultIf(away > DAYS, field, () => `${text} is ${away} days from today, expected at most ${DAYS}`),
    ...faultIf(all.indexOf(text) < i, field, () => `${text} is there twice`),
  ];
}
