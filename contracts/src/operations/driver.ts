/** What a driver's page asks. */
import { SyncAnswer } from '../events.ts';
import { ChangePin, Empty, Me, SignIn } from '../http/people.ts';
import { FactAnswer, FactDelivery, Runs } from '../http/runs.ts';
import { signingIn, syncQuery, proving, sessionsAt, type Operation } from './operation.ts';

const sessions = sessionsAt('driver');

export const driverOperations = {
  driverSignIn: {
    method: 'post',
    path: '/api/driver/session',
    door: 'public',
    summary: 'A driver signs in',
    body: SignIn,
    answer: Me,
    codes: signingIn,
  },
  driverMe: { method: 'get', path: '/api/driver/session', door: 'driver', summary: 'Who this session is', answer: Me, codes: [] },
  driverSignOut: { method: 'delete', path: '/api/driver/session', door: 'driver', summary: 'Ends the session and its sockets', answer: Empty, codes: [] },
  myRuns: { method: 'get', path: '/api/driver/runs', door: 'driver', summary: "The driver's runs of today and the days beside it", answer: Runs, codes: [] },
  recordFacts: {
    method: 'post',
    path: '/api/driver/facts',
    door: 'driver',
    summary: 'What happened, in the order of the device; answered item by item',
    body: FactDelivery,
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
  driverChangePin: {
    method: 'post',
    path: '/api/driver/pin',
    door: 'driver',
    summary: 'Another PIN, for the old one: ends every other session',
    body: ChangePin,
    answer: Empty,
    codes: [...proving, 'trivial-pin'],
  },
  driverSessions: sessions.list,
  endDriverSession: sessions.endOne,
  endOtherDriverSessions: sessions.endOthers,
} as const satisfies { readonly [id: string]: Operation };
