/** What the console asks. */
import * as z from 'zod/mini';
import { AlarmId, PoleId, RideId, ServiceDate } from '../units.ts';
import { SyncAnswer } from '../events.ts';
import { AlarmAnswer, AlarmCommand, DayCommand, DayView, HeadAnswer, NotReturning, PlanAnswer, PublishAnswer, Retime, RetimeAnswer } from '../http/days.ts';
import { Empty, Me, SignIn } from '../http/people.ts';
import { Acknowledge, CardAnswer, RideAnswer, StaffRideAsk } from '../http/rides.ts';
import { Enrol, Enrolled, PoleSetup, PoleSetupAnswer, PrintCard, PrintedCard } from '../http/setup.ts';
import { asking, command, signingIn, syncQuery, sessionsAt, type Operation } from './operation.ts';

const pole = z.strictObject({ pole: PoleId });
const day = z.strictObject({ pole: PoleId, serviceDate: ServiceDate });
const dayRide = z.strictObject({ pole: PoleId, serviceDate: ServiceDate, ride: RideId });
const alarm = z.strictObject({ pole: PoleId, alarm: AlarmId });

const sessions = sessionsAt('staff');

export const staffOperations = {
  staffSignIn: {
    method: 'post',
    path: '/api/staff/session',
    door: 'public',
    summary: 'Staff sign in',
    body: SignIn,
    answer: Me,
    codes: signingIn,
  },
  staffMe: { method: 'get', path: '/api/staff/session', door: 'staff', summary: 'Who this session is', answer: Me, codes: [] },
  staffSignOut: { method: 'delete', path: '/api/staff/session', door: 'staff', summary: 'Ends the session and its sockets', answer: Empty, codes: [] },
  setUpPole: {
    method: 'put',
    path: '/api/staff/poles/:pole',
    door: 'staff',
    summary: 'Create or replace a pole with its places, sites, vehicles, drivers and operators',
    params: pole,
    body: PoleSetup,
    answer: PoleSetupAnswer,
    codes: [...command, 'off-the-road', 'unfit-setup', 'seats-taken', 'too-many-requests'],
  },
  enrol: {
    method: 'post',
    path: '/api/staff/poles/:pole/riders',
    door: 'staff',
    summary: 'New riders: numbers, PINs and cards, shown once',
    params: pole,
    body: Enrol,
    answer: Enrolled,
    codes: [...command, 'unknown-pole', 'too-many-requests'],
  },
  printCard: {
    method: 'post',
    path: '/api/staff/poles/:pole/cards',
    door: 'staff',
    summary: "A rider's new card, shown once: the one before ends, and tries begin anew",
    params: pole,
    body: PrintCard,
    answer: PrintedCard,
    codes: [...command, 'unknown-rider', 'too-many-requests'],
  },
  staffRequestRide: {
    method: 'post',
    path: '/api/staff/poles/:pole/rides',
    door: 'staff',
    summary: 'Book for somebody who cannot',
    params: pole,
    body: StaffRideAsk,
    answer: RideAnswer,
    codes: [...asking, 'unknown-pole', 'unknown-rider', 'too-many-requests'],
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
    codes: [...command, 'unknown-pole', 'unknown-run', 'not-published', 'change-not-possible', 'past-date', 'too-far-ahead'],
  },
  closeDay: {
    method: 'post',
    path: '/api/staff/poles/:pole/days/:serviceDate/close',
    door: 'staff',
    summary: 'Close a day; not with an open alarm',
    params: day,
    body: DayCommand,
    answer: HeadAnswer,
    codes: [...command, 'unknown-pole', 'stale-version', 'not-published', 'already-closed', 'open-alarm', 'past-date', 'too-far-ahead'],
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
  staffSessions: sessions.list,
  endStaffSession: sessions.endOne,
  endOtherStaffSessions: sessions.endOthers,
} as const satisfies { readonly [id: string]: Operation };
