/** How urgent a booking without signal is: after the cut-off the day is planned without it. */
import { MINUTE, type Choices, type ServiceDate } from '@passaggio/contracts';

export type Lateness = { readonly is: 'in-time' | 'late' } | { readonly is: 'soon'; readonly cutoffAt: number };

const SOON = 30 * MINUTE;

/** @param now  server time */
export function latenessOf(serviceDate: ServiceDate, choices: Choices | string, now: number): Lateness {
  const cutoffAt = typeof choices === 'string' ? undefined : choices.days.find((day) => day.serviceDate === serviceDate)?.cutoffAt;
  if (cutoffAt === undefined || now < cutoffAt - SOON) return { is: 'in-time' };
  return now < cutoffAt ? { is: 'soon', cutoffAt } : { is: 'late' };
}
