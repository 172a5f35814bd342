/** Whether the anti-gangmaster helpdesk answers now: Monday to Friday, 09:30 to 18:00 (brief.md, Helpdesk contacts). */
import { clockTime, localDate } from '@passaggio/ui';

export const helpdesk = { from: '09:30', to: '18:00', phone: '800939000', shown: '800 939 000', whatsapp: '393509092008' } as const;

export function answersNow(now: number, zone: string): boolean {
  const weekday = new Date(`${localDate(now, zone)}T12:00:00Z`).getUTCDay();
  const time = clockTime(now, zone);
  return weekday >= 1 && weekday <= 5 && time >= helpdesk.from && time < helpdesk.to;
}
