/** The cut-off: planned and published by itself. A state in the store, so that overdue ones are caught up after any stop. */
import type { EpochMs } from '@passaggio/contracts';
import type { Day } from '../../domain/documents.ts';
import { NotPossible } from '../handlers.ts';
import { planDay, recoverPlanning, type PlanNeeds } from './planDay.ts';
import { publishDay } from './publishDay.ts';

export interface CutoffNeeds extends PlanNeeds {
  readonly failed: (day: Day, cause: unknown) => void;
}

/** Everything that is due, one day after the other; what fails is tried again at the next tick. */
export async function runCutoffs(now: EpochMs, needs: CutoffNeeds): Promise<void> {
  const stuck = (await needs.reads.days.inPhase('planning')).filter((day) => now > (day.planningUntil ?? 0));
  await each(stuck, (day) => recoverPlanning(day, needs), needs);
  await each(await needs.reads.days.due(now), (day) => cutOff(day, needs), needs);
}

/** One pole's fault is not the others'. */
async function each(days: readonly Day[], act: (day: Day) => Promise<unknown>, { failed }: Pick<CutoffNeeds, 'failed'>): Promise<void> {
  for (const day of days) {
    try {
      await act(day);
    } catch (cause) {
      failed(day, cause);
    }
  }
}

/** Staff, or another server, may be quicker at any moment. */
async function cutOff(day: Day, needs: CutoffNeeds): Promise<void> {
  const { pole, serviceDate } = day;
  try {
    await planDay({ pole, serviceDate }, undefined, undefined, needs);
  } catch (cause) {
    if (isDoneByOthers(cause)) return;
    needs.failed(day, cause); // the draft keeps every promise: publish that
  }
  try {
    await publishDay({ pole, serviceDate }, undefined, undefined, needs);
  } catch (cause) {
    if (!isDoneByOthers(cause)) throw cause;
  }
}

const isDoneByOthers = (cause: unknown): boolean => cause instanceof NotPossible && (cause.code === 'planning-under-way' || cause.code === 'already-published');
