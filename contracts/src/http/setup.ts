/** What staff set up and hand out: a pole with its places, sites, fleet and people, riders, cards. */
import * as z from 'zod/mini';
import {
  AccountId,
  BoardingCode,
  CardToken,
  CommandId,
  LocalTime,
  LonLat,
  Pin,
  PlaceId,
  PoleId,
  RideId,
  ServiceDate,
  SignInNumber,
  SiteId,
  VehicleId,
  named,
} from '../units.ts';
import { Telephone } from './people.ts';

export const PoleSetup = named(
  z.strictObject({
    id: CommandId,
    name: z.string().check(z.maxLength(80)),
    region: z.string().check(z.maxLength(40)),
    at: LonLat,
    zone: z.string().check(z.maxLength(40)),
    cutoff: LocalTime,
    /** Who answers while buses run. */
    dispatch: z.optional(Telephone),
    closedDates: z.array(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))).check(z.maxLength(60)),
    places: z
      .array(
        z.strictObject({
          id: PlaceId,
          /** Left out: the one it has, or the next. */
          number: z.optional(z.int().check(z.minimum(1), z.maximum(999))),
          name: z.string().check(z.maxLength(80)),
          kind: z.enum(['stop', 'hostel', 'settlement', 'pole']),
          at: LonLat,
        }),
      )
      .check(z.minLength(1), z.maxLength(60)),
    sites: z
      .array(
        z.strictObject({
          id: SiteId,
          number: z.int().check(z.minimum(1), z.maximum(999)),
          name: z.string().check(z.maxLength(80)),
          at: LonLat,
          shifts: z.array(z.strictObject({ start: LocalTime, end: LocalTime })).check(z.minLength(1), z.maxLength(12)),
        }),
      )
      .check(z.minLength(1), z.maxLength(200)),
    vehicles: z
      .array(
        z.strictObject({
          id: VehicleId,
          licence: z.string().check(z.regex(/^[A-Z0-9 ]{4,10}$/)),
          seats: z.int().check(z.minimum(1), z.maximum(16)),
          driver: AccountId,
        }),
      )
      .check(z.maxLength(300)),
    /** Given with their own number and PIN; the PIN is hashed at once. */
    people: z.array(z.strictObject({ account: AccountId, role: z.enum(['driver', 'operator']), number: SignInNumber, pin: Pin })).check(z.maxLength(300)),
  }),
  'PoleSetup',
);
export type PoleSetup = z.infer<typeof PoleSetup>;

/** Why people are booked on what their pole no longer offers. */
export const WithdrawnWhy = z.enum(['date-closed', 'shift-gone', 'place-moved']);

export const PoleSetupAnswer = named(
  z.object({
    pole: PoleId,
    places: z.int(),
    sites: z.int(),
    vehicles: z.int(),
    people: z.int(),
    /** What the pole has and the body did not name: it stays as it is. Missing in answers that an earlier release stored. */
    leftOut: z.optional(z.object({ places: z.array(PlaceId), sites: z.array(SiteId), vehicles: z.array(VehicleId), people: z.array(AccountId) })),
    /** Who is booked on what is no longer offered. Their rides stand: somebody must tell each of them. */
    booked: z.optional(
      z.array(z.object({ serviceDate: ServiceDate, why: WithdrawnWhy, rides: z.array(z.object({ ride: RideId, code: z.nullable(BoardingCode) })) })),
    ),
  }),
  'PoleSetupAnswer',
);
export type PoleSetupAnswer = z.infer<typeof PoleSetupAnswer>;

export const Enrol = named(z.strictObject({ id: CommandId, count: z.int().check(z.minimum(1), z.maximum(200)) }), 'Enrol');
export type Enrol = z.infer<typeof Enrol>;
/** Number, PIN and card of each new rider: shown once, to hand over; never readable again. */
export const Enrolled = named(z.object({ riders: z.array(z.object({ account: AccountId, number: SignInNumber, pin: Pin, card: CardToken })) }), 'Enrolled');
export type Enrolled = z.infer<typeof Enrolled>;

/** `lost`: the old PIN, sessions and known devices end with the old card. */
export const PrintCard = named(z.strictObject({ id: CommandId, rider: SignInNumber, lost: z.boolean() }), 'PrintCard');
export type PrintCard = z.infer<typeof PrintCard>;
/** Shown once, to print. `pin` is null where the old one goes on. */
export const PrintedCard = named(z.object({ account: AccountId, card: CardToken, pin: z.nullable(Pin) }), 'PrintedCard');
export type PrintedCard = z.infer<typeof PrintedCard>;
