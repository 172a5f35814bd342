/** What the judge is told: what phones received, what was said, and what physically happened. Times are epoch milliseconds. */
import type { Alarm, DayHead, LegName, Person, RideCard, RunView } from '@passaggio/contracts';

export const PROMISES = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12'] as const;
export type PromiseName = (typeof PROMISES)[number];

/** Physical givens that no phone tells. */
export interface Known {
  /** Registered seats of a vehicle, by run. */
  seatsOf(run: string): number;
  /** Pinned driving time between two places of a pole in milliseconds; an empty id is the depot. */
  drive(pole: string, from: string, to: string): number;
}

export interface Boarding {
  readonly at: number;
  readonly run: string;
  readonly stop: string;
  readonly ride: string;
  readonly leg: LegName;
  readonly rider: string;
}

export interface StopEvent {
  readonly at: number;
  readonly run: string;
  readonly stop: string;
}

export interface Move {
  readonly pole: string;
  readonly vehicle: string;
  readonly from: string;
  readonly to: string;
  readonly departed: number;
  readonly arrived: number;
}

/** A decision of a rider, or of a person who spoke to them. */
export interface Said {
  readonly at: number;
  readonly ride: string;
  readonly what: 'cancel' | 'not-returning' | 'acknowledge' | 'still-here';
  /** Of an acknowledged time. */
  readonly change?: string;
}

export interface Closing {
  readonly at: number;
  readonly pole: string;
  readonly serviceDate: string;
  readonly closed: boolean;
}

export interface Numbered {
  readonly at: number;
  /** A phone and the stream it follows. */
  readonly reader: string;
  readonly n: number;
  /** The state at `n` instead of the event. */
  readonly snapshot?: boolean;
}

/** Everything in the order in which it happened; each rule takes what it judges. */
export interface History {
  card(card: RideCard, rider: string, at: number): void;
  run(run: RunView, by: 'driver' | 'staff', at: number): void;
  person(person: Person, at: number): void;
  alarm(alarm: Alarm, at: number): void;
  head(head: DayHead, at: number): void;
  numbered(event: Numbered): void;
  boarded(event: Boarding): void;
  alighted(event: Boarding): void;
  arrived(event: StopEvent): void;
  departed(event: StopEvent): void;
  moved(event: Move): void;
  said(event: Said): void;
  /** Somebody was brought home by a person. */
  fetched(ride: string, at: number): void;
  closing(event: Closing): void;
  /** Everything sent has been delivered, but to the runs of these drivers and these riders, who are out of reach. */
  quiet(at: number, away: { readonly runs: ReadonlySet<string>; readonly riders: ReadonlySet<string> }): void;
  /** Half an hour after the shift of somebody who rode out. */
  shiftOver(ride: string, at: number): void;
  /** The service days are over and everybody was caught up. */
  end(at: number): void;
}

export interface Court {
  readonly known: Known;
  exercised(promise: PromiseName, facts?: number): void;
  broke(promise: PromiseName, what: string, at: number): void;
}
