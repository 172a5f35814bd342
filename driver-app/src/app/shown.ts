/** From what is kept to what one driver sees. Pure. */
import { DAY, type AccountId, type EpochMs, type ServiceDate } from '@passaggio/contracts';
import { serviceDateAt } from '@passaggio/ui';
import { asideOf } from '../offline/aside.ts';
import { changesBetween } from '../offline/changes.ts';
import { ofRun } from '../offline/factQueue.ts';
import { mayUndo } from '../offline/undo.ts';
import { asSeen, positionOf } from '../offline/position.ts';
import type { Kept } from '../offline/runsKept.ts';
import { driverView } from '../offline/view.ts';
import type { DriverState, ShownRun } from './driverState.ts';

export function shown({ facts, runs }: Kept, account: AccountId | undefined): Pick<DriverState, 'runs' | 'waiting' | 'aside'> {
  const own = runs.filter((kept) => kept.account === account);
  const shownRuns = own.map((kept): ShownRun => {
    const view = driverView(kept.view, kept.carried, ofRun(facts, kept.run));
    const position = positionOf(view);
    const { lastTap } = kept;
    const canUndo =
      position.is === 'at' && lastTap?.stop === position.stop.stop && (lastTap.act === 'arrive' || mayUndo(view, position.stop, lastTap.people).open);
    return { view, driving: asSeen(view, kept.seen), keys: kept.keys, changes: changesBetween(kept.seen, view), canUndo };
  });
  const others = facts.filter((one) => account !== undefined && one.notTakenFrom.includes(account)).length;
  const stuck = facts.filter((one) => one.unreadable);
  const aside = stuck.map((one) =>
    asideOf(
      one,
      'unreadable',
      runs.find(({ run }) => run === one.fact.run),
    ),
  );
  return { runs: shownRuns.toSorted((a, b) => a.view.leave - b.view.leave), waiting: { all: facts.length, others, stuck: stuck.length }, aside };
}

/** Runs of the day before yesterday and earlier are forgotten. */
export const earliestKept = (now: EpochMs): ServiceDate => serviceDateAt(now - DAY, 'Europe/Rome') as ServiceDate;
