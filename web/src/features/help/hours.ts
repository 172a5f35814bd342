/** Who answers now: the pole's dispatch while buses go out, the anti-gangmaster helpdesk Monday to Friday, 09:30 to 18:00 (screens.md, Rider 7; brief.md). */
import { clockTime, localDate } from '@passaggio/ui';

export const helpdesk = { from: '09:30', to: '18:00', phone: '800939000', shown: '800 939 000', whatsapp: '393509092008' } as const;

export function answersNow(now: number, zone: string): boolean {
  const weekday = new Date(`${localDate(now, zone)}T12:00:00Z`).getUTCDay();
  const time = clockTime(now, zone);
  return weekday >= 1 && weekday <= 5 && time >= helpdesk.from && time < helpdesk.to;
}

/** Somebody sits at the buses' telephone from 04:00 until the helpdesk opens. */
const DISPATCH = { from: '04:00', to: '09:30' } as const;

export function dispatchAnswers(now: number, zone: string): boolean {
  const time = clockTime(now, zone);
  return time >= DISPATCH.from && time < DISPATCH.to;
}
