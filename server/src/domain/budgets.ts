/** How often one account may ask for one thing: far more than a person does, far less than holds up others. */
import type { Guarded } from './access.ts';

/**
 * Calls a minute from one session, all of them at once if need be; an account has three times as many with all its sessions together.
 * `never-refused`: who is left somewhere, who rides or drives must always be heard. A few of those calls go on at a time within an account,
 * and their use cases answer what is too much with what stands.
 */
export type Budget = number | 'never-refused';

/** Looked at by pages again and again. */
const looking = 120;
/** Streams are asked for once a stream, and again while there is no socket; staff follow many. */
const following = 300;
const deciding = 30;
/** Staff work through lists. */
const working = 120;

export const budgets: { readonly [I in Guarded]: Budget } = {
  riderMe: looking,
  riderSignOut: looking,
  choices: looking,
  myRides: looking,
  requestRide: deciding,
  cancelRide: 'never-refused',
  acknowledge: 'never-refused',
  stillHere: 'never-refused',
  pushKey: looking,
  putPush: deciding,
  dropPush: deciding,
  riderSync: following,
  riderUnlock: deciding,
  riderKeepOpen: deciding,
  riderChangePin: deciding,
  riderSessions: looking,
  endRiderSession: deciding,
  endOtherRiderSessions: deciding,
  driverMe: looking,
  driverSignOut: looking,
  myRuns: looking,
  recordFacts: 'never-refused',
  driverSync: following,
  driverChangePin: deciding,
  driverSessions: looking,
  endDriverSession: deciding,
  endOtherDriverSessions: deciding,
  staffMe: looking,
  staffSignOut: looking,
  staffSync: following,
  staffSessions: looking,
  endStaffSession: deciding,
  endOtherStaffSessions: deciding,
  setUpPole: working,
  enrol: working,
  printCard: working,
  staffRequestRide: working,
  viewDay: following,
  planDay: deciding,
  publishDay: deciding,
  retimeTrip: working,
  closeDay: deciding,
  acknowledgeFor: following,
  notReturning: following,
  acknowledgeAlarm: following,
  closeAlarm: following,
};

/** Sessions' worth of calls that an account has. */
export const SESSIONS = 3;
