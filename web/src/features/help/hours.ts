/** Who answers now: the pole's dispatch while buses go out, the anti-gangmaster helpdesk Monday to Friday, 09:30 to 18:00 (screens.md, Rider 7; brief.md). */
import { DAY } from '@passaggio/contracts';
import { clockTime, localDate } from '@passaggio/ui';

export const helpdesk = { from: '09:30', to: '18:00', phone: '800939000', shown: '800 939 000', whatsapp: '393509092008' } as const;

export function answersNow(now: number, zone: string): boolean {
  const time = clockTime(now, zone);
  return isWeekday(new Date(`${localDate(now, zone)}T12:00:00Z`)) && time >= helpdesk.from && time < helpdesk.to;
}

/** The date on which a message left now is answered: today until it closes, else the next weekday. Feast days are not known here. */
export function answersFrom(now: number, zone: string): string {
  const today = localDate(now, zone);
  const left = clockTime(now, zone) < helpdesk.to ? 0 : 1;
  for (let days = left; ; days += 1) {
    const noon = new Date(Date.parse(`${today}T12:00:00Z`) + days * DAY);
    if (isWeekday(noon)) return noon.toISOString().slice(0, 10);
  }
}

const isWeekday = (noon: Date): boolean => noon.getUTCDay() >= 1 && noon.getUTCDay() <= 5;

/** Somebody sits at the buses' telephone from 04:00 until the helpdesk opens. */
const DISPATCH = { from: '04:00', to: '09:30' } as const;

export function dispatchAnswers(now: number, zone: string): boolean {
  const time = clockTime(now, zone);
  return time >= DISPATCH.from && time < DISPATCH.to;
}
