/** A run: what a driver drives and what happened. A driver's action is a fact: recorded, never refused. */
import * as z from 'zod/mini';
import { each, open } from '../reading.ts';
import { BoardingCode, DeviceId, EpochMs, LonLat, Milliseconds, PoleId, RideId, RunId, ServiceDate, StopId, named } from '../units.ts';
import { LegState, PlaceName, Plate } from './rides.ts';

export const LegName = z.enum(['outbound', 'return']);
export type LegName = z.infer<typeof LegName>;

/** Somebody getting on or off, by code and never by name. */
export const RunPerson = named(
  z.object({
    ride: RideId,
    leg: LegName,
    code: BoardingCode,
    /** Latest time told to this rider for boarding here (or where they boarded). */
    told: EpochMs,
    state: open(LegState),
  }),
  'RunPerson',
);
export type RunPerson = z.infer<typeof RunPerson>;

export const RunStop = named(
  z.object({
    stop: StopId,
    place: PlaceName,
    kind: open(z.enum(['boarding', 'site'])),
    at: LonLat,
    /** An informal settlement: its position goes on no map and to no other app. */
    settlement: z.optional(z.boolean()),
    plannedArrive: EpochMs,
    plannedDepart: EpochMs,
    /** Expected now: the plan, moved by what has happened. */
    expectedArrive: EpochMs,
    expectedDepart: EpochMs,
    /** Corrected times of the facts. */
    arrived: z.nullable(EpochMs),
    left: z.nullable(EpochMs),
    /** The bus does not leave before this: the latest told time of everybody still awaited here. */
    notBefore: z.nullable(EpochMs),
    on: z.array(RunPerson),
    off: z.array(RunPerson),
  }),
  'RunStop',
);
export type RunStop = z.infer<typeof RunStop>;

/** Told to dispatch at a standstill; raises an alarm. */
export const TroubleKind = z.enum(['breakdown', 'accident']);
export type TroubleKind = z.infer<typeof TroubleKind>;

export const Trouble = z.object({
  trouble: open(z.enum(TroubleKind.options)),
  at: EpochMs,
  /** Account that has acknowledged or closed the alarm. */
  seenBy: z.nullable(z.string()),
});
export type Trouble = z.infer<typeof Trouble>;

export const RunView = named(
  z.object({
    run: RunId,
    pole: PoleId,
    serviceDate: ServiceDate,
    plate: Plate,
    seats: z.int(),
    /** Staff number-free name of the driver's account, e.g. `driver-3`. */
    driver: z.nullable(z.string()),
    state: open(z.enum(['planned', 'under-way', 'ended'])),
    /** Grows with every change of the run; that of the day's document. */
    version: z.int(),
    leave: EpochMs,
    stops: z.array(RunStop),
    onBoard: z.int(),
    /** Facts that a person must look at, newest last. */
    needsPerson: z.array(z.object({ what: z.string(), at: EpochMs })),
    estimated: z.boolean(),
    /** Oldest first; missing where there were none. */
    troubles: z.optional(z.array(Trouble)),
  }),
  'RunView',
);
export type RunView = z.infer<typeof RunView>;

const person = { ride: RideId, leg: LegName };
const odometer = z.optional(z.int().check(z.nonnegative()));

/** What a driver looks at before the first run. */
export const CheckItem = z.enum(['lights', 'tyres', 'brakes', 'doors', 'belts', 'kit']);
export type CheckItem = z.infer<typeof CheckItem>;
/** What the next driver or the pole must know. */
export const RunNote = z.enum(['fuel', 'dirty', 'damage', 'found']);
export type RunNote = z.infer<typeof RunNote>;

export const Act = named(
  z.discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('start'),
      odometer,
      /** `faults`: looked at and not in order; dispatch is told. */
      check: z.optional(z.strictObject({ ok: z.array(CheckItem).check(z.maxLength(24)), faults: z.array(CheckItem).check(z.maxLength(24)) })),
    }),
    z.strictObject({ act: z.literal('arrive'), stop: StopId }),
    /** *Arrived* was pressed by mistake, or elsewhere: the bus is still on its way there. */
    z.strictObject({ act: z.literal('not-there'), stop: StopId }),
    z.strictObject({ act: z.literal('board'), ...person }),
    z.strictObject({ act: z.literal('alight'), ...person }),
    /** Outbound: not at the stop after the wait; no-show or missed follows from the times (P12). */
    z.strictObject({ act: z.literal('absent'), ...person }),
    /** Return: not at the gate; alarms dispatch. */
    z.strictObject({ act: z.literal('not-here'), ...person }),
    /** Returned to planned: a tap that was wrong. */
    z.strictObject({ act: z.literal('undo'), ...person }),
    z.strictObject({ act: z.literal('leave'), stop: StopId }),
    z.strictObject({ act: z.literal('trouble'), trouble: TroubleKind }),
    z.strictObject({ act: z.literal('end'), odometer, notes: z.optional(z.array(RunNote).check(z.maxLength(24))) }),
  ]),
  'Act',
);
export type Act = z.infer<typeof Act>;

/** A clock of the device that never jumps; it begins anew with each `life`, e.g. when the page is loaded. */
export const SteadyClock = z.strictObject({ life: z.string().check(z.minLength(8), z.maxLength(64)), steady: Milliseconds.check(z.nonnegative()) });
export type SteadyClock = z.infer<typeof SteadyClock>;

export const Fact = named(
  z.strictObject({
    /** 1, 2, 3, ... on this device; with the device it is the fact's id, and the order of facts within a device. */
    counter: z.int().check(z.minimum(1)),
    run: RunId,
    /** The device's own clock. */
    deviceTime: EpochMs,
    /** Server time at the last contact and the time since then by a clock that never jumps; null after a restart of the device. */
    contact: z.nullable(z.strictObject({ serverTime: EpochMs, elapsed: Milliseconds.check(z.nonnegative()), roundTrip: Milliseconds.check(z.nonnegative()) })),
    /** For a fact without contact: how long before it was sent it happened, where the device did not restart in between. */
    clock: z.optional(SteadyClock),
    act: Act,
  }),
  'Fact',
);
export type Fact = z.infer<typeof Fact>;

/** What a device's clocks show as it sends: tells by how much its own clock is wrong. */
export const SentAt = z.strictObject({ deviceTime: EpochMs, clock: z.optional(SteadyClock) });
export type SentAt = z.infer<typeof SentAt>;

export const FactBatch = named(
  z.strictObject({ device: DeviceId, sent: z.optional(SentAt), facts: z.array(Fact).check(z.minLength(1), z.maxLength(200)) }),
  'FactBatch',
);
export type FactBatch = z.infer<typeof FactBatch>;

/** A fact that this release cannot read, told by its counter alone. */
const UnreadFact = z.looseObject({ counter: z.int().check(z.minimum(1)) });

/** A batch as it is received: what cannot be read holds up nothing that can. It gets no result; a batch of nothing else is `malformed`. */
export const FactDelivery = named(z.extend(FactBatch, { facts: z.array(z.union([Fact, UnreadFact])).check(z.minLength(1), z.maxLength(200)) }), 'FactDelivery');
export type FactDelivery = z.infer<typeof FactDelivery>;

export const FactResult = named(
  z.object({
    counter: z.int(),
    /**
     * `taken`: stored now. `replay`: nothing to store, it was stored before or is one of far more than a run can have. `differs`: this id
     * was stored with another body, the first stands. `not-yours`: never held such a run. `unknown-run`: nothing is called that.
     */
    result: open(z.enum(['taken', 'replay', 'differs', 'not-yours', 'unknown-run'])),
    needsPerson: z.nullable(z.string()),
  }),
  'FactResult',
);
export type FactResult = z.infer<typeof FactResult>;

export const FactAnswer = named(z.object({ now: EpochMs, results: each(FactResult), runs: each(RunView) }), 'FactAnswer');
export type FactAnswer = z.infer<typeof FactAnswer>;

/**
 * By what a device knows people without signal: those of its run, and those whom other buses fetch at the same places. A card is a hash:
 * the first 32 hex digits of SHA-256 of `salt`, a space and the hex SHA-256 of the card's token.
 */
export const RunKeys = named(
  z.object({
    run: RunId,
    salt: z.string(),
    people: z.array(
      z.object({
        code: BoardingCode,
        cards: z.array(z.string()),
        /** Null: this run's own. */
        bus: z.nullable(z.object({ plate: z.int(), place: z.string(), at: EpochMs })),
      }),
    ),
  }),
  'RunKeys',
);
export type RunKeys = z.infer<typeof RunKeys>;

export const Runs = named(z.object({ now: EpochMs, runs: each(RunView), keys: z.optional(each(RunKeys)) }), 'Runs');
export type Runs = z.infer<typeof Runs>;
