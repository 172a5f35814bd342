/** What a rider's page asks. */
import * as z from 'zod/mini';
import { RideId } from '../units.ts';
import type { SyncAnswer } from '../events.ts';
import { RiderSyncAnswer } from '../riderEvents.ts';
import { Acknowledge, CardAnswer, Cards, Choices, Command, RideAnswer, RideAsk, StillHere } from '../http/rides.ts';
import { CardSignIn, ChangePin, Empty, Me, Poles, SignIn, Unlock } from '../http/people.ts';
import { PushKey, PutPush } from '../http/push.ts';
import { asking, command, signingIn, syncQuery, proving, sessionsAt, type Operation } from './operation.ts';

const ride = z.strictObject({ ride: RideId });
/** One handler answers at each door; a rider's page brings no schemas of runs and days. */
const syncAnswer: z.ZodMiniType<SyncAnswer> = RiderSyncAnswer;

const sessions = sessionsAt('rider');

export const riderOperations = {
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
  listPoles: { method: 'get', path: '/api/poles', door: 'public', summary: 'Where the hubs are that help in person', answer: Poles, codes: [] },
  riderMe: { method: 'get', path: '/api/rider/session', door: 'rider', summary: 'Who this session is', answer: Me, codes: [] },
  riderSignOut: {
    method: 'delete',
    path: '/api/rider/session',
    door: 'rider',
    summary: "Ends the session and its sockets. A phone that is not said to be the rider's own is forgotten",
    query: z.strictObject({ phone: z.optional(z.literal('mine')) }),
    answer: Empty,
    codes: [],
  },
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
    codes: [...asking, 'planning-under-way'],
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
    body: StillHere,
    answer: CardAnswer,
    codes: [...command, 'unknown-ride', 'change-not-possible'],
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
    answer: syncAnswer,
    codes: ['unknown-stream'],
  },
  riderUnlock: {
    method: 'post',
    path: '/api/rider/session/unlock',
    door: 'rider',
    summary: 'The PIN opens a session that nobody used for five minutes',
    body: Unlock,
    answer: Me,
    codes: proving,
  },
  riderKeepOpen: {
    method: 'post',
    path: '/api/rider/session/used',
    door: 'rider',
    summary: 'The page is being looked at: its session stays open',
    answer: Empty,
    codes: [],
  },
  riderChangePin: {
    method: 'post',
    path: '/api/rider/pin',
    door: 'rider',
    summary: 'Another PIN, for the old one: ends every other session',
    body: ChangePin,
    answer: Empty,
    codes: [...proving, 'trivial-pin'],
  },
  riderSessions: sessions.list,
  endRiderSession: sessions.endOne,
  endOtherRiderSessions: sessions.endOthers,
} as const satisfies { readonly [id: string]: Operation };
