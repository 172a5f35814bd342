/** Units and ids: branded, so that minutes are never read as seconds nor a rider's number as a ride. */
import * as z from 'zod/mini';

z.config({ jitless: true }); // zod probes eval otherwise, which our content security policy reports

/** Gives a schema its name in the API document. */
export function named<S extends z.ZodMiniType>(schema: S, id: string, description?: string): S {
  z.globalRegistry.add(schema, description === undefined ? { id } : { id, description });
  return schema;
}

const text = (pattern: RegExp) => z.string().check(z.regex(pattern));
const name = '[a-z0-9][a-z0-9-]{0,63}';
const slug = () => text(new RegExp(`^${name}$`));
const madeByClient = () => text(/^[A-Za-z0-9_-]{8,64}$/);

export const PoleId = slug().brand<'PoleId'>();
export const PlaceId = slug().brand<'PlaceId'>();
export const SiteId = slug().brand<'SiteId'>();
export const VehicleId = slug().brand<'VehicleId'>();
export const AccountId = slug().brand<'AccountId'>();
/** Made by the device at the person's decision: the same id gives the same answer (ST4). */
export const RideId = madeByClient().brand<'RideId'>();
export const CommandId = madeByClient().brand<'CommandId'>();
export const DeviceId = madeByClient().brand<'DeviceId'>();
export const StopId = text(/^[A-Za-z0-9_.-]{1,96}$/).brand<'StopId'>();
export const AlarmId = text(/^[A-Za-z0-9_.-]{1,160}$/).brand<'AlarmId'>();

/** 8 random digits a person signs in with; shown to that person only. */
export const SignInNumber = text(/^\d{8}$/).brand<'SignInNumber'>();
export const Pin = text(/^\d{4}$/).brand<'Pin'>();
/** In a printed card's QR: 128 random bits, base64url. Ended by a reprint; the PIN is still asked. */
export const CardToken = text(/^[A-Za-z0-9_-]{22}$/).brand<'CardToken'>();
/** 4 digits, one a request for both legs, unique by pole and service date; opens nothing. */
export const BoardingCode = text(/^\d{4}$/).brand<'BoardingCode'>();

/** Milliseconds since 1970 (UTC), as far as a calendar reaches (ECMAScript, Time Values). */
export const EpochMs = z.int().check(z.nonnegative(), z.maximum(8.64e15)).brand<'EpochMs'>();
export const Milliseconds = z.int().brand<'Milliseconds'>();
export const Seconds = z.int().brand<'Seconds'>();
/** 24-hour wall-clock time at the pole, e.g. `05:30`. */
export const LocalTime = text(/^([01]\d|2[0-3]):[0-5]\d$/).brand<'LocalTime'>();
/** A date of this century that there is, said in full by the pattern. */
const date =
  /20(?:\d\d-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:[02468][048]|[13579][26])-02-29)/
    .source;
/** Date of the outbound pick-up, 03:00 to 03:00; the return belongs to it even after midnight. A day that there is. */
export const ServiceDate = text(new RegExp(`^${date}$`)).brand<'ServiceDate'>();
/** `pole_date_vehicle`: one vehicle on one service date that there is. */
export const RunId = text(new RegExp(`^${name}_${date}_${name}$`)).brand<'RunId'>();
/** WGS 84 degrees, longitude first. */
export const LonLat = named(
  z.readonly(z.tuple([z.number().check(z.minimum(-180), z.maximum(180)), z.number().check(z.minimum(-90), z.maximum(90))])),
  'LonLat',
);

export type PoleId = z.infer<typeof PoleId>;
export type PlaceId = z.infer<typeof PlaceId>;
export type SiteId = z.infer<typeof SiteId>;
export type VehicleId = z.infer<typeof VehicleId>;
export type AccountId = z.infer<typeof AccountId>;
export type RideId = z.infer<typeof RideId>;
export type CommandId = z.infer<typeof CommandId>;
export type DeviceId = z.infer<typeof DeviceId>;
export type RunId = z.infer<typeof RunId>;
export type StopId = z.infer<typeof StopId>;
export type AlarmId = z.infer<typeof AlarmId>;
export type SignInNumber = z.infer<typeof SignInNumber>;
export type Pin = z.infer<typeof Pin>;
export type CardToken = z.infer<typeof CardToken>;
export type BoardingCode = z.infer<typeof BoardingCode>;
export type EpochMs = z.infer<typeof EpochMs>;
export type Milliseconds = z.infer<typeof Milliseconds>;
export type Seconds = z.infer<typeof Seconds>;
export type LocalTime = z.infer<typeof LocalTime>;
export type ServiceDate = z.infer<typeof ServiceDate>;
export type LonLat = z.infer<typeof LonLat>;
