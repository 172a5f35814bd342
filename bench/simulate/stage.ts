/** What every simulated phone and person acts on. */
import type { PoleSetup, StreamEvent } from '@passaggio/contracts';
import type { History } from './judge/history.ts';
import type { Random } from '@passaggio/fixtures';
import { habits } from './habits.ts';
import type { Running } from './product.ts';
import type { Agenda } from './queue.ts';
import type { Bodies } from './truth/bodies.ts';
import type { Follower } from './phones/follow.ts';
import type { RiderPhone } from './phones/rider.ts';
import type { Roads } from './truth/roads.ts';
import type { Calendar } from './world/calendar.ts';

export interface Stage {
  readonly agenda: Agenda;
  readonly calendar: Calendar;
  readonly product: Running;
  readonly history: History;
  readonly bodies: Bodies;
  readonly seed: number;
  readonly tally: Tally;
  readonly post: Post;
  /** Everybody who listens: all of them must come back after a restart. */
  readonly followers: Follower[];
}

/**
 * Events on their way to phones. The relay reads streams side by side, and which read ends first is the store's affair: what one act
 * sent is sorted by stream and number, so that a seed plays the same day on any store. Then now and then two change places, or one
 * comes twice.
 */
export interface Post {
  put(event: StreamEvent, take: (event: StreamEvent) => void): void;
  handOver(): void;
}

export function openPost(tally: Tally, draw: Random): Post {
  let waiting: { readonly event: StreamEvent; readonly take: (event: StreamEvent) => void }[] = [];
  return {
    put: (event, take) => void waiting.push({ event, take }),
    handOver() {
      const before = (a: StreamEvent, b: StreamEvent) => (a.stream === b.stream ? a.n - b.n : a.stream < b.stream ? -1 : 1);
      const now = waiting.toSorted((a, b) => before(a.event, b.event));
      waiting = [];
      for (let i = 1; i < now.length; i += 1) {
        if (now[i]!.event.stream !== now[i - 1]!.event.stream || !draw.chance(habits.eventReordered)) continue;
        [now[i - 1], now[i]] = [now[i]!, now[i - 1]!];
        tally.disturbances.reordered += 1;
      }
      for (const { event, take } of now) {
        take(event);
        if (!draw.chance(habits.eventTwice)) continue;
        take(event);
        tally.disturbances.duplicates += 1;
      }
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
  readonly disturbances: Disturbances;
}

/** What went wrong around the product, counted. */
export interface Disturbances {
  restarts: number;
  /** Requests that another server answered than the one before. */
  otherServer: number;
  /** Service days on which clocks go back or forward. */
  clocksBack: number;
  clocksForward: number;
  /** Phones without coverage for two hours and more. */
  hoursOffline: number;
  /** Drivers' devices whose clock is hours wrong, and those that were set right between acting and sending. */
  wrongClocks: number;
  clocksSet: number;
  /** Runs that went on on another device. */
  secondDevices: number;
  /** Batches and events that came twice, or in another order. */
  duplicates: number;
  reordered: number;
}

export function openTally(): Tally {
  const disturbances: Disturbances = {
    restarts: 0,
    otherServer: 0,
    clocksBack: 0,
    clocksForward: 0,
    hoursOffline: 0,
    wrongClocks: 0,
    clocksSet: 0,
    secondDevices: 0,
    duplicates: 0,
    reordered: 0,
  };
  return { wishes: [], cancellations: 0, lateRequests: 0, vehicleTime: 0, boardings: 0, disturbances };
}
