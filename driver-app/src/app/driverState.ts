/** What a driver's screens are shown. */
import type { EpochMs, Me, RunKeys } from '@passaggio/contracts';
import type { Aside } from '../offline/aside.ts';
import type { Change } from '../offline/changes.ts';
import type { View } from '../offline/view.ts';

export interface ShownRun {
  readonly view: View;
  /** As the driver last saw the plan: what is shown between stops. */
  readonly driving: View;
  readonly keys: RunKeys | undefined;
  readonly changes: readonly Change[];
  readonly canUndo: boolean;
}

export interface Waiting {
  /** Facts that the server has not answered. */
  readonly all: number;
  /** Of these: made by another driver, kept until they sign in. */
  readonly others: number;
  /** Of these: unreadable for the server. */
  readonly stuck: number;
}

export interface DriverState {
  readonly me: Me | undefined;
  /** `ended`: the driver goes on, and signs in again when there is time. */
  readonly session: 'open' | 'none' | 'ended';
  readonly runs: readonly ShownRun[];
  /** The server has said what there is to drive: only then does an empty list mean that there is nothing. */
  readonly areRunsRead: boolean;
  readonly waiting: Waiting;
  /** Facts that the server would not take or cannot read: dispatch is told of them by word. */
  readonly aside: readonly Aside[];
  readonly link: 'live' | 'away';
  /** What was heard could not be kept. */
  readonly isDiskFull: boolean;
  /** Server time of the last contact. */
  readonly heardAt: EpochMs | undefined;
}

export const nothingYet: DriverState = {
  me: undefined,
  session: 'none',
  runs: [],
  areRunsRead: false,
  waiting: { all: 0, others: 0, stuck: 0 },
  aside: [],
  link: 'live',
  isDiskFull: false,
  heardAt: undefined,
};
