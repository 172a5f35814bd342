/** A pole's day as its staff see it: demand, plan, runs, alarms. */
import * as z from 'zod/mini';
import { RefusalReason } from '../errors.ts';
import { each, open } from '../reading.ts';
import { AlarmId, BoardingCode, CommandId, EpochMs, PoleId, RideId, RunId, ServiceDate, StopId, named } from '../units.ts';
import { Choices, LegState, PlaceName, RideState, SeenTrip } from './rides.ts';
import { LegName, RunView } from './runs.ts';

export const DayHead = named(
  z.object({
    pole: PoleId,
    serviceDate: ServiceDate,
    phase: open(z.enum(['open', 'planning', 'published', 'closed'])),
    /** Counts phases and plans: what a command on the day is decided against. Bookings do not move it. */
    version: z.int(),
    /** 0 = never planned. */
    planNumber: z.int(),
    cutoffAt: EpochMs,
    cutoffDone: z.boolean(),
    publishedAt: z.nullable(EpochMs),
  }),
  'DayHead',
);
export type DayHead = z.infer<typeof DayHead>;

/** A leg of a person as staff see it. */
export const PersonLeg = z.object({
  state: open(LegState),
  told: z.nullable(EpochMs),
  proposed: z.nullable(EpochMs),
  /** Of the proposed time: what is acknowledged. */
  change: z.nullable(z.string()),
  run: z.nullable(RunId),
});

/** A request as staff see it: pseudonymous. */
export const Person = named(
  z.object({
    ride: RideId,
    site: PlaceName,
    shiftStart: EpochMs,
    boardingPlace: PlaceName,
    trip: SeenTrip,
    state: open(RideState),
    waitingPlace: z.nullable(z.int()),
    reason: z.nullable(open(RefusalReason)),
    code: z.nullable(BoardingCode),
    outbound: z.nullable(PersonLeg),
    return: z.nullable(PersonLeg),
    priority: z.int(),
  }),
  'Person',
);
export type Person = z.infer<typeof Person>;

export const AlarmKind = z.enum([
  'still-at-site', // alighted at work, shift over, no return boarded
  'still-here', // the rider pressed *I am still here*
  'not-here', // the driver did not find somebody at the gate
  'left-behind', // missed by us
  'fact-conflict', // a fact that needs a person
  'run-late', // expected after a shift start or over 10 min late
  'breakdown', // said by the driver
  'accident', // said by the driver
  'vehicle-check', // a fault found before the start
  'plan-failed', // the cut-off could not be planned or published
  'withdrawn', // people are booked on a date, a shift or a place that the pole no longer offers
]);
export type AlarmKind = z.infer<typeof AlarmKind>;

export const Alarm = named(
  z.object({
    alarm: AlarmId,
    pole: PoleId,
    serviceDate: ServiceDate,
    kind: open(AlarmKind),
    /** Says it more exactly than `kind`, which every installed console can read; one that is not known is passed over. */
    about: z.optional(z.string()),
    ride: z.nullable(RideId),
    run: z.nullable(RunId),
    code: z.nullable(BoardingCode),
    place: z.nullable(PlaceName),
    raisedAt: EpochMs,
    state: open(z.enum(['open', 'acknowledged', 'closed'])),
    /** Account that acknowledged or closed it. */
    by: z.nullable(z.string()),
    detail: z.string(),
  }),
  'Alarm',
);
export type Alarm = z.infer<typeof Alarm>;

export const DayView = named(
  z.object({
    now: EpochMs,
    zone: z.string(),
    poleName: z.string(),
    head: DayHead,
    people: each(Person),
    runs: each(RunView),
    alarms: each(Alarm),
    fleet: z.object({ vehicles: z.int(), seats: z.int() }),
    /** What can be booked on behalf of somebody. */
    choices: z.object({ boardingPlaces: Choices.shape.boardingPlaces, sites: Choices.shape.sites }),
    estimated: z.boolean(),
  }),
  'DayView',
);
export type DayView = z.infer<typeof DayView>;

export const DayCommand = named(
  z.strictObject({ id: CommandId, version: z.int() }),
  'DayCommand',
  'Refused as stale when the day has moved on from `version`.',
);
export type DayCommand = z.infer<typeof DayCommand>;

export const PlanAnswer = named(
  z.object({
    head: DayHead,
    served: z.int(),
    leftOut: each(z.object({ ride: RideId, reason: open(RefusalReason) })),
    vehicles: z.int(),
    /** Weighted cost of the plan and a proven lower bound. */
    cost: z.number(),
    bound: z.number(),
  }),
  'PlanAnswer',
);
export type PlanAnswer = z.infer<typeof PlanAnswer>;

export const PublishAnswer = named(z.object({ head: DayHead, told: z.int(), leftOut: z.int(), runs: z.int() }), 'PublishAnswer');
export type PublishAnswer = z.infer<typeof PublishAnswer>;

export const HeadAnswer = named(z.object({ head: DayHead }), 'HeadAnswer');

/** Moves one whole trip of a run by minutes; more than 5 min later or any earlier holds only once acknowledged. */
export const Retime = named(z.strictObject({ id: CommandId, run: RunId, stop: StopId, minutes: z.int().check(z.minimum(-120), z.maximum(120)) }), 'Retime');
export type Retime = z.infer<typeof Retime>;

export const RetimeAnswer = named(z.object({ change: z.string(), holds: z.boolean(), awaiting: z.array(RideId) }), 'RetimeAnswer');
export type RetimeAnswer = z.infer<typeof RetimeAnswer>;

export const AlarmCommand = named(z.strictObject({ id: CommandId, note: z.string().check(z.maxLength(500)) }), 'AlarmCommand');
export type AlarmCommand = z.infer<typeof AlarmCommand>;
export const AlarmAnswer = named(z.object({ alarm: Alarm }), 'AlarmAnswer');

/** A person on duty says of somebody: not returning with us. */
export const NotReturning = named(z.strictObject({ id: CommandId, note: z.string().check(z.maxLength(500)) }), 'NotReturning');
export const LegOf = LegName;
