/**
 * Every operation of the HTTP interface, once: the server's routes, the API document, the clients and the access walk are all
 * made from this table.
 */
import * as z from 'zod/mini';
import type { ProblemCode } from './errors.ts';
import { AlarmId, PoleId, RideId, ServiceDate } from './units.ts';
import { Acknowledge, CardAnswer, Cards, Choices, Command, RideAnswer, RideAsk, StaffRideAsk } from './http/rides.ts';
import { FactAnswer, FactBatch, Runs } from './http/runs.ts';
import { AlarmAnswer, AlarmCommand, DayCommand, DayView, HeadAnswer, NotReturning, PlanAnswer, PublishAnswer, Retime, RetimeAnswer } from './http/days.ts';
import { CardSignIn, Door, Empty, Enrol, Enrolled, Me, PoleSetup, PoleSetupAnswer, PrintCard, PrintedCard, SignIn } from './http/people.ts';
import { PushKey, PutPush } from './http/push.ts';
import { SyncAnswer, StreamName } from './events.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express style, e.g. `/api/rider/rides/:ride/cancel`. */
  readonly path: string;
  /** Which cookie opens it; `public` needs none. */
  readonly door: Door | 'public';
  readonly summary: string;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly answer: z.ZodMiniType;
  /** Beyond malformed, not-signed-in, not-allowed, foreign-origin, too-large, fault and store-away, which every operation may answer. */
  readonly codes: readonly ProblemCode[];
}

const ride = z.strictObject({ ride: RideId });
const pole = z.strictObject({ pole: PoleId });
const day = z.strictObject({ pole: PoleId, serviceDate: ServiceDate });
const dayRide = z.strictObject({ pole: PoleId, serviceDate: ServiceDate, ride: RideId });
const alarm = z.strictObject({ pole: PoleId, alarm: AlarmId });
const syncQuery = z.strictObject({ stream: StreamName, epoch: z.string().check(z.maxLength(64)), after: z.string().check(z.regex(/^\d{1,15}$/)) });

const command: ProblemCode[] = ['id-used-differently', 'outcome-unknown'];
const signingIn: ProblemCode[] = ['wrong-number-or-pin', 'too-many-tries', 'card-or-staff'];
const asking: ProblemCode[] = [...command, 'unknown-place', 'unknown-shift', 'past-date', 'closed-day', 'too-far-ahead', 'already-closed'];

export const operations = {
  riderSignIn: {
    method: 'post',
    path: '/api/rider/session',
    door: 'public',
    summary: 'A rider signs in',
    body: SignIn,
    answer: Me,
    codes: signingIn,
  },
  cardSignIn: {
    method: 'post',
    path: '/api/rider/card',
    door: 'public',
    summary: 'A rider signs in with a card and its PIN',
    body: CardSignIn,
    answer: Me,
    codes: signingIn,
  },
  driverSignIn: {
    method: 'post',
    path: '/api/driver/session',
    door: 'public',
    summary: 'A driver signs in',
    body: SignIn,
    answer: Me,
    codes: signingIn,
  },
  staffSignIn: {
    method: 'post',
    path: '/api/staff/session',
    door: 'public',
    summary: 'Staff sign in',
    body: SignIn,
    answer: Me,
    codes: signingIn,
  },
  riderMe: { method: 'get', path: '/api/rider/session', door: 'rider', summary: 'Who this session is', answer: Me, codes: [] },
  driverMe: { method: 'get', path: '/api/driver/session', door: 'driver', summary: 'Who this session is', answer: Me, codes: [] },
  staffMe: { method: 'get', path: '/api/staff/session', door: 'staff', summary: 'Who this session is', answer: Me, codes: [] },
  riderSignOut: { method: 'delete', path: '/api/rider/session', door: 'rider', summary: 'Ends the session and its sockets', answer: Empty, codes: [] },
  driverSignOut: { method: 'delete', path: '/api/driver/session', door: 'driver', summary: 'Ends the session and its sockets', answer: Empty, codes: [] },
  staffSignOut: { method: 'delete', path: '/api/staff/session', door: 'staff', summary: 'Ends the session and its sockets', answer: Empty, codes: [] },

  choices: {
    method: 'get',
    path: '/api/rider/choices',
    door: 'rider',
    summary: 'Days, sites, shifts and boarding places to choose from',
    answer: Choices,
    codes: [],
  },
  myRides: { method: 'get', path: '/api/rider/rides', door: 'rider', summary: "The rider's cards from yesterday on", answer: Cards, codes: [] },
  requestRide: {
    method: 'post',
    path: '/api/rider/rides',
    door: 'rider',
    summary: 'Ask for a seat; the same id gives the same answer',
    body: RideAsk,
    answer: RideAnswer,
    codes: asking,
  },
  cancelRide: {
    method: 'post',
    path: '/api/rider/rides/:ride/cancel',
    door: 'rider',
    summary: 'Cancel, or after arriving say that the return is not needed',
    params: ride,
    body: Command,
    answer: CardAnswer,
    codes: [...command, 'unknown-ride', 'too-late-to-cancel'],
  },
  acknowledge: {
    method: 'post',
    path: '/api/rider/rides/:ride/acknowledge',
    door: 'rider',
    summary: 'I understand the new time',
    params: ride,
    body: Acknowledge,
    answer: CardAnswer,
    codes: [...command, 'unknown-ride', 'nothing-to-acknowledge'],
  },
  stillHere: {
    method: 'post',
    path: '/api/rider/rides/:ride/still-here',
    door: 'rider',
    summary: 'I am still here: raises an alarm',
    params: ride,
    body: Command,
    answer: CardAnswer,
    codes: [...command, 'unknown-ride'],
  },
  pushKey: { method: 'get', path: '/api/rider/push', door: 'rider', summary: 'The public key that signs news to phones', answer: PushKey, codes: [] },
  putPush: {
    method: 'put',
    path: '/api/rider/push',
    door: 'rider',
    summary: 'Where this phone takes news with the app closed',
    body: PutPush,
    answer: Empty,
    codes: ['unfit-endpoint', 'outcome-unknown'],
  },
  dropPush: { method: 'delete', path: '/api/rider/push', door: 'rider', summary: 'No news to this phone any more', answer: Empty, codes: [] },
  riderSync: {
    method: 'get',
    path: '/api/rider/sync',
    door: 'rider',
    summary: 'Events after a number, or a snapshot',
    query: syncQuery,
    answer: SyncAnswer,
    codes: ['unknown-stream'],
  },

  myRuns: { method: 'get', path: '/api/driver/runs', door: 'driver', summary: "The driver's runs of today and the days beside it", answer: Runs, codes: [] },
  recordFacts: {
    method: 'post',
    path: '/api/driver/facts',
    door: 'driver',
    summary: 'What happened, in the order of the device; answered item by item',
    body: FactBatch,
    answer: FactAnswer,
    codes: ['outcome-unknown'],
  },
  driverSync: {
    method: 'get',
    path: '/api/driver/sync',
    door: 'driver',
    summary: 'Events after a number, or a snapshot',
    query: syncQuery,
    answer: SyncAnswer,
    codes: ['unknown-stream'],
  },

  setUpPole: {
    method: 'put',
    path: '/api/staff/poles/:pole',
    door: 'staff',
    summary: 'Create or replace a pole with its places, sites, vehicles, drivers and operators',
    params: pole,
    body: PoleSetup,
    answer: PoleSetupAnswer,
    codes: [...command, 'off-the-road', 'unfit-setup'],
  },
  enrol: {
    method: 'post',
    path: '/api/staff/poles/:pole/riders',
    door: 'staff',
    summary: 'New riders: numbers, PINs and cards, shown once',
    params: pole,
    body: Enrol,
    answer: Enrolled,
    codes: [...command, 'unknown-pole'],
  },
  printCard: {
    method: 'post',
    path: '/api/staff/poles/:pole/cards',
    door: 'staff',
    summary: "A rider's new card, shown once: the one before ends, and tries begin anew",
    params: pole,
    body: PrintCard,
    answer: PrintedCard,
    codes: [...command, 'unknown-rider'],
  },
  staffRequestRide: {
    method: 'post',
    path: '/api/staff/poles/:pole/rides',
    door: 'staff',
    summary: 'Book for somebody who cannot',
    params: pole,
    body: StaffRideAsk,
    answer: RideAnswer,
    codes: [...asking, 'unknown-pole', 'unknown-rider'],
  },
  viewDay: {
    method: 'get',
    path: '/api/staff/poles/:pole/days/:serviceDate',
    door: 'staff',
    summary: 'Demand, plan, runs and alarms of a day',
    params: day,
    answer: DayView,
    codes: ['unknown-pole'],
  },
  planDay: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/plan',
    door: 'staff',
    summary: 'Optimise the day as a whole',
    params: day,
    body: DayCommand,
    answer: PlanAnswer,
    codes: [...command, 'unknown-pole', 'stale-version', 'already-published', 'planning-under-way', 'past-date', 'too-far-ahead'],
  },
  publishDay: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/publish',
    door: 'staff',
    summary: 'Tell everybody their time, place and plate',
    params: day,
    body: DayCommand,
    answer: PublishAnswer,
    codes: [...command, 'unknown-pole', 'stale-version', 'already-published', 'planning-under-way', 'past-date', 'too-far-ahead'],
  },
  retimeTrip: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/retime',
    door: 'staff',
    summary: 'Move a trip of a published run',
    params: day,
    body: Retime,
    answer: RetimeAnswer,
    codes: [...command, 'unknown-pole', 'unknown-run', 'not-published', 'change-not-possible'],
  },
  closeDay: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/close',
    door: 'staff',
    summary: 'Close a day; not with an open alarm',
    params: day,
    body: DayCommand,
    answer: HeadAnswer,
    codes: [...command, 'unknown-pole', 'stale-version', 'not-published', 'already-closed', 'open-alarm'],
  },
  acknowledgeFor: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/rides/:ride/acknowledge',
    door: 'staff',
    summary: 'A person spoke to the rider about the new time',
    params: dayRide,
    body: Acknowledge,
    answer: CardAnswer,
    codes: [...command, 'unknown-pole', 'unknown-ride', 'nothing-to-acknowledge'],
  },
  notReturning: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/rides/:ride/not-returning',
    door: 'staff',
    summary: 'Not returning with us, said by a person who knows',
    params: dayRide,
    body: NotReturning,
    answer: CardAnswer,
    codes: [...command, 'unknown-pole', 'unknown-ride', 'change-not-possible'],
  },
  acknowledgeAlarm: {
    method: 'post',
    path: '/api/staff/poles/:pole/alarms/:alarm/acknowledge',
    door: 'staff',
    summary: 'A person has seen it and acts',
    params: alarm,
    body: AlarmCommand,
    answer: AlarmAnswer,
    codes: [...command, 'unknown-pole', 'unknown-alarm'],
  },
  closeAlarm: {
    method: 'post',
    path: '/api/staff/poles/:pole/alarms/:alarm/close',
    door: 'staff',
    summary: 'Solved',
    params: alarm,
    body: AlarmCommand,
    answer: AlarmAnswer,
    codes: [...command, 'unknown-pole', 'unknown-alarm'],
  },
  staffSync: {
    method: 'get',
    path: '/api/staff/sync',
    door: 'staff',
    summary: 'Events after a number, or a snapshot',
    query: syncQuery,
    answer: SyncAnswer,
    codes: ['unknown-stream'],
  },
} as const satisfies { readonly [id: string]: Operation };

export type OperationId = keyof typeof operations;
type Part<O, P extends string> = O extends { readonly [key in P]: infer S extends z.ZodMiniType } ? z.infer<S> : undefined;
/** What a caller sends and gets, by operation. */
export type ParamsOf<I extends OperationId> = Part<(typeof operations)[I], 'params'>;
export type QueryOf<I extends OperationId> = Part<(typeof operations)[I], 'query'>;
export type BodyOf<I extends OperationId> = Part<(typeof operations)[I], 'body'>;
export type AnswerOf<I extends OperationId> = Part<(typeof operations)[I], 'answer'>;

/** What every operation may answer besides its own codes. */
export const anywhere = [
  'malformed',
  'not-signed-in',
  'not-allowed',
  'foreign-origin',
  'too-large',
  'wrong-media-type',
  'fault',
  'store-away',
] as const satisfies readonly ProblemCode[];
