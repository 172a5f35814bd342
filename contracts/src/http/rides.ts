/** A seat: asked for, answered, seen as a card, cancelled. */
import * as z from 'zod/mini';
import { RefusalReason } from '../errors.ts';
import { each, open } from '../reading.ts';
import { BoardingCode, CommandId, EpochMs, LocalTime, LonLat, PlaceId, PoleId, RideId, ServiceDate, SignInNumber, SiteId, named } from '../units.ts';

/** Both legs or none: an outbound seat implies a return seat unless the rider says otherwise. */
export const TripKind = z.enum(['both', 'outbound', 'return']);
export type TripKind = z.infer<typeof TripKind>;
/** As it is shown: what is asked for is never of a later release than the asking page. */
export const SeenTrip = open(z.enum(TripKind.options));

const wish = {
  serviceDate: ServiceDate,
  site: SiteId,
  shiftStart: LocalTime,
  /** Of the shift that was seen: where its hours have changed since, nobody is booked on others unasked. Earlier pages do not say it. */
  shiftEnd: z.optional(LocalTime),
  boardingPlace: PlaceId,
  trip: TripKind,
};

/** `instead`: a ride of the same day whose place on the waiting list is given up for this seat; without a seat it is kept. */
export const RideAsk = named(z.strictObject({ id: RideId, ...wish, instead: z.optional(RideId) }), 'RideAsk');
export type RideAsk = z.infer<typeof RideAsk>;

/** Staff book for somebody who cannot; `override` allows it after the cut-off of a day that is not published. */
export const StaffRideAsk = named(z.strictObject({ id: RideId, rider: SignInNumber, override: z.boolean(), ...wish }), 'StaffRideAsk');
export type StaffRideAsk = z.infer<typeof StaffRideAsk>;

/** What would work instead: ask again with these values. */
export const Alternative = named(z.object({ ...wish, boardAt: EpochMs }), 'Alternative');
export type Alternative = z.infer<typeof Alternative>;

/** The vehicle's identity of the day; the number's last digit gives symbol and colour (look.md). */
export const Plate = named(z.object({ number: z.int().check(z.minimum(1)), licenceTail: z.string() }), 'Plate');
export type Plate = z.infer<typeof Plate>;

export const PlaceName = z.object({ id: z.string(), name: z.string() });

export const LegState = z.enum([
  'planned', // has a seat (or a window); the bus is not under way to this rider yet
  'on-its-way', // the bus has left its previous stop, or its depot, towards this rider's stop
  'here', // the bus stands at the boarding stop
  'boarded',
  'alighted',
  'no-show', // outbound only
  'missed', // ours: the bus came too late, or left without
  'not-here', // return only: not found at the gate; a person is looking
  'not-returning', // the rider said so, or never rode out
  'cancelled',
]);
export type LegState = z.infer<typeof LegState>;

/**
 * A new time that holds only once everybody on that trip has said yes; until then the old told time is kept.
 * `acknowledged`: this rider has said yes, others have not yet.
 */
export const ProposedTime = z.object({ change: z.string(), told: EpochMs, acknowledged: z.boolean() });

export const LegCard = named(
  z.object({
    state: open(LegState),
    from: PlaceName,
    to: PlaceName,
    /** Given at acceptance: the exact time will lie within. */
    window: z.object({ from: EpochMs, to: EpochMs }),
    /** The promise: be there then. Null until published. */
    told: z.nullable(EpochMs),
    /** When the bus is now expected at the boarding stop (at or after told), or at the destination once on board. */
    expected: z.nullable(EpochMs),
    /** Planned or actual end of alighting. */
    arrival: z.nullable(EpochMs),
    plate: z.nullable(Plate),
    proposed: z.nullable(ProposedTime),
    /** Stops the bus makes before this rider's; null while not on its way. */
    stopsBefore: z.nullable(z.int()),
    /** While it is on its way: the stop that the bus left last, for the map; missing where it is an informal settlement. */
    bus: z.optional(LonLat),
  }),
  'LegCard',
);
export type LegCard = z.infer<typeof LegCard>;

export const RideState = z.enum(['asked', 'waiting', 'accepted', 'seat', 'refused', 'cancelled']);
export type RideState = z.infer<typeof RideState>;

/** A ride as its rider knows it, whole: whoever has the newest card needs no older one. */
export const RideCard = named(
  z.object({
    ride: RideId,
    pole: PoleId,
    serviceDate: ServiceDate,
    site: PlaceName,
    shiftStart: EpochMs,
    shiftEnd: EpochMs,
    trip: SeenTrip,
    state: open(RideState),
    /** 1 = next, on the waiting list only. */
    waitingPlace: z.nullable(z.int()),
    reason: z.nullable(open(RefusalReason)),
    alternatives: each(Alternative),
    /** Told to the rider and shown to the driver; null until accepted. */
    code: z.nullable(BoardingCode),
    outbound: z.nullable(LegCard),
    return: z.nullable(LegCard),
    /** The rider said *I am still here* and a person has seen it or not. */
    stillHere: z.nullable(z.object({ at: EpochMs, seenBy: z.nullable(z.string()) })),
    askedAt: EpochMs,
    /** Times are computed, not measured on roads. */
    estimated: z.boolean(),
    /** Told to a locked session: state, hours and plate are true, everything else is left out. */
    reduced: z.optional(z.literal(true)),
  }),
  'RideCard',
);
export type RideCard = z.infer<typeof RideCard>;

export const RideAnswer = named(
  z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('accepted'), card: RideCard }),
    z.object({ answer: z.literal('waiting'), card: RideCard }),
    z.object({ answer: z.literal('refused'), reason: open(RefusalReason), alternatives: each(Alternative), card: RideCard }),
    z.object({ answer: z.literal('pending'), until: EpochMs, reason: open(z.enum(['planning'])), card: RideCard }),
  ]),
  'RideAnswer',
);
export type RideAnswer = z.infer<typeof RideAnswer>;

/** A command that carries nothing but its id. */
export const Command = named(z.strictObject({ id: CommandId }), 'Command');
export type Command = z.infer<typeof Command>;

/** While the shift goes on it is asked twice: said twice, or `sure` where the page asked. After the shift once is enough. */
export const StillHere = named(z.strictObject({ id: CommandId, sure: z.optional(z.boolean()) }), 'StillHere');
export type StillHere = z.infer<typeof StillHere>;

/** *I understand*: the rider takes the proposed time of that change. */
export const Acknowledge = named(z.strictObject({ id: CommandId, change: z.string().check(z.maxLength(96)) }), 'Acknowledge');
export type Acknowledge = z.infer<typeof Acknowledge>;

export const CardAnswer = named(z.object({ card: RideCard }), 'CardAnswer');
export const Cards = named(z.object({ now: EpochMs, cards: each(RideCard), /** The session is locked. */ reduced: z.optional(z.literal(true)) }), 'Cards');
export type Cards = z.infer<typeof Cards>;

/** What a rider can choose from, at the pole of their own. */
export const Choices = named(
  z.object({
    now: EpochMs,
    pole: z.object({ id: PoleId, name: z.string(), zone: z.string(), cutoff: LocalTime }),
    days: each(z.object({ serviceDate: ServiceDate, open: z.boolean(), published: z.boolean(), cutoffAt: EpochMs })),
    /** `at`: for the map; never of an informal settlement. */
    boardingPlaces: each(z.object({ id: PlaceId, number: z.int(), name: z.string(), at: z.optional(LonLat) })),
    sites: each(
      z.object({ id: SiteId, number: z.int(), name: z.string(), at: z.optional(LonLat), shifts: z.array(z.object({ start: LocalTime, end: LocalTime })) }),
    ),
    /** From the last booking. */
    usual: z.nullable(z.object({ site: SiteId, shiftStart: LocalTime, boardingPlace: PlaceId, trip: SeenTrip })),
  }),
  'Choices',
);
export type Choices = z.infer<typeof Choices>;
