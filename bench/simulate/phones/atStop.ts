/** The bus and its driver at a stop: what driving (drive.ts) hands to serving (serve.ts). */
import type { Act, LegName, RunStop, RunView } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { legKey } from '../judge/seen.ts';
import type { PoleStage } from '../stage.ts';
import type { Handset } from './handset.ts';

export interface Driving {
  /** What the driver has in hand now. */
  readonly handset: () => Handset;
  readonly stage: PoleStage;
  readonly draw: Random;
}

/** The bus and its driver at a stop, for serve.ts. */
export interface AtStop extends Driving {
  readonly run: RunView['run'];
  readonly seats: number;
  /** As the phone shows it now. */
  stop(): RunStop | undefined;
  /** What this driver did about somebody, whether or not the server knows yet. */
  readonly done: Map<string, 'boarded' | 'alighted' | 'absent'>;
  act(act: Act): Promise<void>;
  left(): Promise<void>;
}

/** Whether this driver still waits for somebody here. */
export function isAwaited(at: AtStop, person: { readonly ride: string; readonly leg: LegName; readonly state: string }): boolean {
  return person.state === 'planned' && !at.done.has(legKey(person.ride, person.leg));
}
