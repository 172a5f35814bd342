/**
 * The documents as stored: plain JSON, each with its id, its version (counted by the store) and the schema it was written in.
 * Times are epoch milliseconds unless said otherwise.
 */
import type {
  AccountId,
  Act,
  AlarmKind,
  Alternative,
  BoardingCode,
  EpochMs,
  LegName,
  LocalTime,
  LonLat,
  PlaceId,
  PoleId,
  PushLanguage,
  PushMessage,
  RefusalReason,
  RideId,
  Role,
  RunId,
  ServiceDate,
  SiteId,
  StopId,
  TripKind,
  VehicleId,
} from '@passaggio/contracts';

interface Base {
  readonly id: string;
  readonly version: number;
  readonly schema: number;
}

export interface Pole extends Base {
  readonly name: string;
  readonly region: string;
  readonly at: LonLat;
  /** IANA time zone. */
  readonly zone: string;
  /** Evening before the service date. */
  readonly cutoff: LocalTime;
  readonly closedDates: readonly string[];
  /** Telephone of who answers while buses run. */
  readonly dispatch?: string;
}

/** A boarding place. */
export interface Place extends Base {
  readonly pole: PoleId;
  /** What it is known by to who cannot read its name. Absent where the pole was last set up by a release that kept none. */
  readonly number?: number;
  readonly name: string;
  readonly kind: 'stop' | 'hostel' | 'settlement' | 'pole';
  readonly at: LonLat;
}

/** A work site with its usual shifts. */
export interface Site extends Base {
  readonly pole: PoleId;
  readonly number: number;
  readonly name: string;
  readonly at: LonLat;
  readonly shifts: readonly { readonly start: LocalTime; readonly end: LocalTime }[];
}

export interface Vehicle extends Base {
  readonly pole: PoleId;
  readonly licence: string;
  readonly seats: number;
  readonly driver: AccountId;
}

export interface Account extends Base {
  readonly role: Role;
  /** Home pole; a coordinator without one is of the whole programme. */
  readonly pole: PoleId | 'all';
  /** Keyed hash of the sign-in number; the number itself is stored nowhere. */
  readonly lookup: string;
  /** Slow hash of the PIN (Argon2id). */
  readonly pinHash: string;
  /** Slow hash of the PIN that the set-up names, where its person has chosen another since: the same set-up again does not bring it back. */
  readonly givenHash?: string;
}

export interface Session extends Base {
  /** The id is the hash of the token; the token itself is only in the cookie. */
  readonly account: AccountId;
  readonly role: Role;
  readonly pole: PoleId | 'all';
  /** Of the account's PIN hash when it began: a new PIN ends the session. */
  readonly credential: string;
  readonly expires: EpochMs;
  /** Absent where it began with a release that did not say. */
  readonly began?: EpochMs;
  /** When a hand last did something, to the minute. A rider's session is locked five minutes after it; absent: locked. */
  readonly used?: EpochMs;
  /** The device that it was begun on: wrong PINs count there. */
  readonly device?: string;
}

/** A printed card that opens the account together with its PIN. The id is the hash of the token in its QR. */
export interface Card extends Base {
  readonly account: AccountId;
}

/** A device that signed in to an account. The id is the hash of a token of its cookie with the account's look-up, new at each sign-in. */
export interface Device extends Base {
  readonly account: AccountId;
  /** What its tries are counted by: the id that it had first. Absent where the release that gave its accounts one token wrote it. */
  readonly counter?: string;
  readonly expires: EpochMs;
}

/** A phone that takes news with the app closed. The id is the hash of the endpoint; it ends with the session. */
export interface PushPhone extends Base {
  readonly account: AccountId;
  readonly session: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: PushLanguage;
  /** Place and time may stand on the lock screen. */
  readonly details: boolean;
  readonly putAt: EpochMs;
  /** How far the rider's stream has been looked at. */
  readonly epoch: string;
  readonly after: number;
  /** By ride: what it was when it was last looked at, and all that was said. */
  readonly rides: readonly RideSaid[];
  /** News that is being sent, or could not be sent yet. */
  readonly due: readonly DueNews[];
  /** When whoever finds this sends what is due; null where nothing is. */
  readonly dueAt: EpochMs | null;
  /** Its push service did not take the last message. Absent: it did, or was never asked. */
  readonly failing?: boolean;
  /** Messages that were sent since a moment, which an hour makes worthless. Absent: none. */
  readonly sent?: { readonly from: EpochMs; readonly count: number };
}

export interface RideSaid {
  readonly ride: RideId;
  readonly serviceDate: ServiceDate;
  readonly mark: string;
  readonly said: readonly string[];
}

export interface DueNews {
  readonly message: PushMessage;
  /** Of no use to anybody after this. */
  readonly until: EpochMs;
  readonly tries: number;
}

/** Tries at signing in (domain/accounts/tries.ts), by what they are counted for; no address or number is in the id. */
export interface TriesCount extends Base {
  readonly tries: number;
  readonly since: EpochMs;
  readonly expires: EpochMs;
}

/** The head of a pole's service date: every commit on that day moves its version. */
export interface Day extends Base {
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly fence: number;
  /** Counts what staff decide against: phases and plans, not each booking. */
  readonly revision: number;
  readonly phase: 'open' | 'planning' | 'published' | 'closed';
  readonly cutoffAt: EpochMs;
  /** Claimed by a conditional write, so that one process plans and overdue ones are caught up. */
  readonly cutoffState: 'due' | 'done';
  readonly planNumber: number;
  readonly publishedAt: EpochMs | null;
  /** While phase is `planning`: after this the planning is taken for dead. */
  readonly planningUntil: EpochMs | null;
  /** Of the travel data pinned under the day's id, so that a rebuild computes the same times. */
  readonly travelVersion: string;
}

/** Travel times between the places of a pole, kept as they were when a day began to be booked. */
export interface TravelData extends Base {
  readonly pole: PoleId;
  /** The pole first (an empty id), then boarding places and sites. */
  readonly places: readonly string[];
  /** Row-major over `places`. */
  readonly seconds: readonly number[];
  readonly metres: readonly number[];
  readonly estimated: boolean;
}

/** A promise to a rider for one leg. Lives with the request; where they sit lives in the route. */
export interface LegPromise {
  readonly window: { readonly from: EpochMs; readonly to: EpochMs };
  readonly told: EpochMs | null;
  readonly proposed: { readonly change: string; readonly told: EpochMs; readonly acknowledged: boolean } | null;
  /** Limits the plan was bound by, for whoever judges it: milliseconds. */
  readonly maxRide: number;
}

export interface Ride extends Base {
  readonly rider: AccountId;
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly site: SiteId;
  readonly boardingPlace: PlaceId;
  readonly shiftStart: EpochMs;
  readonly shiftEnd: EpochMs;
  readonly trip: TripKind;
  /** `requested` = waits for the planning under way. */
  readonly status: 'requested' | 'accepted' | 'waiting' | 'refused' | 'cancelled';
  readonly reason: RefusalReason | null;
  readonly alternatives: readonly Alternative[];
  readonly code: BoardingCode | null;
  readonly outbound: LegPromise | null;
  readonly return: LegPromise | null;
  /** The return is not needed: said by the rider or a person. */
  readonly notReturning: boolean;
  readonly stillHere: { readonly at: EpochMs; readonly seenBy: string | null } | null;
  /** *Take me back now* was said once while the shift goes on; said twice it is an alarm. */
  readonly stillHereAsked?: EpochMs;
  readonly askedAt: EpochMs;
  /** Days this rider was left out lately: they go first. */
  readonly priority: number;
}

/** A rider's live trips of a service date, across poles: no two overlap (P2). */
export interface RiderDay extends Base {
  readonly trips: readonly { readonly ride: RideId; readonly from: EpochMs; readonly to: EpochMs }[];
}

export interface RouteStop {
  /** Given when the stop first appears; kept while re-planned. */
  readonly stop: StopId;
  readonly place: PlaceId | SiteId;
  readonly arrive: EpochMs;
  readonly begin: EpochMs;
  readonly depart: EpochMs;
  readonly on: readonly { readonly ride: RideId; readonly leg: LegName }[];
  readonly off: readonly { readonly ride: RideId; readonly leg: LegName }[];
}

/** One vehicle on one service date: who sits where. It is the draft before it is published and the plan after. */
export interface Route extends Base {
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly vehicle: VehicleId;
  readonly leave: EpochMs;
  readonly return: EpochMs;
  readonly stops: readonly RouteStop[];
  /** Counts the stops ever made on this route, so that stop ids are never given again. */
  readonly stopsMade: number;
}

/** Hours and rest of a vehicle and its driver (P8, P9). */
export interface VehicleDay extends Base {
  readonly vehicle: VehicleId;
  readonly driver: AccountId;
  readonly serviceDate: ServiceDate;
  readonly leave: EpochMs;
  readonly return: EpochMs;
}

/** What was published, immutable: history and undo. */
export interface PlanVersion extends Base {
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly number: number;
  readonly publishedAt: EpochMs;
  readonly routes: readonly Pick<Route, 'vehicle' | 'leave' | 'return' | 'stops'>[];
}

/** What happened to one person on one leg, folded from the facts. */
export interface Outcome {
  readonly ride: RideId;
  readonly leg: LegName;
  readonly state: 'boarded' | 'alighted' | 'no-show' | 'missed' | 'not-here';
  readonly at: EpochMs;
}

/** A published route being driven. Facts are kept beside it; this is their fold. */
export interface Run extends Base {
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly vehicle: VehicleId;
  readonly driver: AccountId;
  readonly plate: number;
  readonly state: 'planned' | 'under-way' | 'ended';
  readonly arrived: { readonly [stop: string]: EpochMs };
  readonly left: { readonly [stop: string]: EpochMs };
  readonly outcomes: readonly Outcome[];
  readonly needsPerson: readonly { readonly what: string; readonly at: EpochMs }[];
}

/** A driver's action as recorded. The id is `device.counter`. */
export interface Fact extends Base {
  readonly run: RunId;
  readonly device: string;
  readonly counter: number;
  readonly account: AccountId;
  readonly act: Act;
  readonly deviceTime: EpochMs;
  readonly received: EpochMs;
  /** Best estimate of when it happened, with its uncertainty in milliseconds. */
  readonly corrected: EpochMs;
  readonly uncertainty: number;
  readonly bodyHash: string;
  readonly needsPerson: string | null;
}

export interface Alarm extends Base {
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly kind: AlarmKind;
  /** More exact than the kind, for consoles that know the word; kinds are those that every installed console can read. */
  readonly about?: 'number-guessing' | 'withdrawn';
  readonly ride: RideId | null;
  readonly run: RunId | null;
  readonly place: PlaceId | SiteId | null;
  readonly raisedAt: EpochMs;
  readonly state: 'open' | 'acknowledged' | 'closed';
  readonly by: AccountId | null;
  readonly detail: string;
}
