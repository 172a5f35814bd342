/** What every simulated phone and person acts on. */
import type { Call, PoleSetup } from '@passaggio/contracts';
import type { Product } from '../../server/src/compose.ts';
import type { History } from './judge/history.ts';
import type { Agenda } from './queue.ts';
import type { Bodies } from './truth/bodies.ts';
import type { RiderPhone } from './phones/rider.ts';
import type { Roads } from './truth/roads.ts';

export interface Stage {
  readonly agenda: Agenda;
  readonly product: Product;
  readonly history: History;
  readonly bodies: Bodies;
  readonly seed: number;
  readonly tally: Tally;
  phone(): Call;
}

/** A pole on the stage. */
export interface PoleStage extends Stage {
  readonly pole: PoleSetup & { readonly pole: string };
  readonly roads: Roads;
  /** By account. */
  readonly riders: Map<string, RiderPhone>;
}

/** One wish to ride on one day, with everything asked for it. */
export interface WishTold {
  readonly rides: string[];
  seated: boolean;
  cancelled: boolean;
  /** Why the last ask was refused. */
  refused: string | undefined;
}

/** What is counted besides the promises. */
export interface Tally {
  readonly wishes: WishTold[];
  cancellations: number;
  lateRequests: number;
  /** Milliseconds of driving and of standing at stops. */
  vehicleTime: number;
  boardings: number;
}
