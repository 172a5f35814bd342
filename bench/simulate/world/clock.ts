/** Dates of the play: summer, when the poles' clocks are two hours ahead of UTC all day long. */
import { DAY, type ServiceDate } from '@passaggio/contracts';

const FIRST = Date.parse('2027-07-02T00:00:00+02:00');

/** The nth service date, from 1; 0 is the day before the first. */
export function dateOf(day: number): ServiceDate {
  return new Date(FIRST + (day - 1) * DAY + DAY / 2).toISOString().slice(0, 10) as ServiceDate;
}

export function at(day: number, time: string): number {
  return Date.parse(`${dateOf(day)}T${time}:00+02:00`);
}
