/** What every simulated phone and person acts on. */
import type { Call, PoleSetup, StreamEvent } from '@passaggio/contracts';
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
  readonly post: Post;
  phone(): Call;
}

/**
 * Events on their way to phones. The relay reads streams side by side, and which read ends first is the store's affair: what one act
 * sent is handed over in order of stream and number, so that a seed plays the same day on any store.
 */
export interface Post {
  put(event: StreamEvent, take: (event: StreamEvent) => void): void;
  handOver(): void;
}

export function openPost(): Post {
  let waiting: { readonly event: StreamEvent; readonly take: (event: StreamEvent) => void }[] = [];
  return {
    put: (event, take) => void waiting.push({ event, take }),
    handOver() {
      const now = waiting;
      waiting = [];
      const before = (a: StreamEvent, b: StreamEvent) => (a.stream === b.stream ? a.n - b.n : a.stream < b.stream ? -1 : 1);
      for (const { event, take } of now.toSorted((a, b) => before(a.event, b.event))) take(event);
    },
  };
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
