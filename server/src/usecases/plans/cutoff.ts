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
  for (const day of await needs.reads.days.inPhase('planning')) {
    if (now > (day.planningUntil ?? 0)) await recoverPlanning(day, needs);
  }
  for (const day of await needs.reads.days.due(now)) {
    try {
      await cutOff(day, needs);
    } catch (cause) {
      needs.failed(day, cause);
    }
  }
}

async function cutOff(day: Day, needs: CutoffNeeds): Promise<void> {
  const { pole, serviceDate } = day;
  try {
    await planDay({ pole, serviceDate }, undefined, undefined, needs);
  } catch (cause) {
    if (cause instanceof NotPossible && cause.code === 'planning-under-way') return; // somebody else is at it
    needs.failed(day, cause); // the draft keeps every promise: publish that
  }
  await publishDay({ pole, serviceDate }, undefined, undefined, needs);
}
