/** The end of a day at the desk: tried, refused while an alarm is open, everything solved, tried again. */
import { MINUTE, type ServiceDate } from '@passaggio/contracts';
import { ProblemError } from '@passaggio/contracts';
import { solve, type Desk } from './desk.ts';

export async function closeDay(desk: Desk, serviceDate: ServiceDate, tries = 6): Promise<void> {
  const { agenda, history } = desk.stage;
  const params = { pole: desk.pole as never, serviceDate };
  const { head, alarms } = await desk.call('viewDay', { params });
  if (head.phase !== 'published') return;
  let closed = true;
  try {
    await desk.call('closeDay', { params, body: { id: desk.id(), version: head.version } });
  } catch (cause) {
    if (!(cause instanceof ProblemError) || !['open-alarm', 'stale-version'].includes(cause.problem.code)) throw cause;
    closed = false;
  }
  history.closing({ at: agenda.now(), pole: desk.pole, serviceDate, closed });
  if (closed) return;
  for (const alarm of alarms.filter((one) => one.state !== 'closed')) await solve(desk, alarm);
  if (tries > 1) agenda.after(15 * MINUTE, () => closeDay(desk, serviceDate, tries - 1));
}
