/** What operators watch. A figure names operations, statuses, outcomes and poles: never a person, a request or an address. */
import { tracingChannel } from 'node:diagnostics_channel';
import type { OperationId, PoleId } from '@passaggio/contracts';
import type { Outcome } from './store.ts';

export interface Figures {
  answered(operation: OperationId, status: number, seconds: number): void;
  /** One transaction, with what became of its entries; `away` where it threw. */
  committed(seconds: number, outcomes: readonly (Outcome['outcome'] | 'away')[]): void;
  /** An event reached a room, so long after its commit. */
  handedOver(seconds: number): void;
  /** Of this process, asked for at each reading. */
  follow(levels: Levels): void;
  page(): Promise<{ readonly type: string; readonly text: string }>;
  close(): void;
}

export interface Levels {
  /** Tasks that wait for their day's queue. */
  readonly tasks: () => number;
  readonly sockets: () => number;
  readonly plans: () => Promise<PlanLevels>;
}

export interface PlanLevels {
  /** Seconds since the newest plan of each pole was published. */
  readonly ages: readonly { readonly pole: PoleId; readonly age: number }[];
  /** Seconds that the most overdue cut-off has waited; 0 where none is. */
  readonly overdue: number;
}

/** Each search for a seat. Whoever measures listens, so that no use case carries a clock for it. */
export const insertion = tracingChannel<unknown, object>('passaggio:insertion');
