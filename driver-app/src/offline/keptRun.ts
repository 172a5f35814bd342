/** A run as the device keeps it, when a newer one is heard. Pure. */
import type { AccountId, RunPerson, RunView } from '@passaggio/contracts';
import type { KeptRun } from './database.ts';
import { driverView, everyone, keyOf, type Recorded, type View } from './view.ts';

export const newRun = (view: RunView, account: AccountId): KeptRun => ({ run: view.run, view, seen: view, carried: [], lastTap: null, account });

interface Facts {
  /** The newer run holds these. */
  readonly taken: readonly Recorded[];
  /** And not these. */
  readonly waiting: readonly Recorded[];
}

/** The newer of the two stands. Whoever this device put on board and the newer plan no longer names is carried on. */
export function hearRun(kept: KeptRun, view: RunView, { taken, waiting }: Facts, isReset = false): KeptRun {
  if (view.version < kept.view.version && !isReset) return kept;
  const before = driverView(kept.view, kept.carried, taken);
  const shown = driverView(kept.view, kept.carried, [...taken, ...waiting]);
  return { ...kept, view, carried: carryOver(before, shown, view) };
}

/** As they were without the waiting facts, which are applied again whenever the run is shown. */
function carryOver(before: View, shown: View, newer: RunView): RunPerson[] {
  const riding = new Set(
    [before, shown].flatMap((view) =>
      everyone(view.stops, view.carried)
        .filter((person) => person.state === 'boarded')
        .map(keyOf),
    ),
  );
  const planned = new Set(everyone(newer.stops, []).map(keyOf));
  return everyone(before.stops, before.carried).filter((person) => riding.has(keyOf(person)) && !planned.has(keyOf(person)));
}

/** Facts were taken, but the run did not come back with the answer: they are written into what is known. */
export function settle(kept: KeptRun, taken: readonly Recorded[]): KeptRun {
  const { carried, unseen: _, untold: __, ...view } = driverView(kept.view, kept.carried, taken);
  return { ...kept, view, carried };
}
