/** Who may do what, in one place. */
import type { Door, OperationId, Role } from '@passaggio/contracts';

/** `own`: the account's own things. `pole`: params.pole must be within the account's reach. `programme`: the whole programme. */
export interface Rule {
  readonly roles: readonly Role[];
  readonly scope: 'own' | 'pole' | 'programme';
}

const rider: Rule = { roles: ['rider'], scope: 'own' };
const driver: Rule = { roles: ['driver'], scope: 'own' };
const anyStaff: Rule = { roles: ['operator', 'coordinator'], scope: 'own' };
const poleStaff: Rule = { roles: ['operator', 'coordinator'], scope: 'pole' };
const programme: Rule = { roles: ['coordinator'], scope: 'programme' };

/** For everybody, without an account: nothing that is anybody's. */
export type Open = 'listPoles';
/** Signing in is for everybody too, and needs no rule. */
export type Guarded = Exclude<OperationId, Open | 'riderSignIn' | 'cardSignIn' | 'driverSignIn' | 'staffSignIn'>;

/** Signing out ends cookies too. */
export type SignOutId = 'riderSignOut' | 'driverSignOut' | 'staffSignOut';

export const access: { readonly [I in Guarded]: Rule } = {
  riderMe: rider,
  riderSignOut: rider,
  choices: rider,
  myRides: rider,
  requestRide: rider,
  cancelRide: rider,
  acknowledge: rider,
  stillHere: rider,
  pushKey: rider,
  putPush: rider,
  dropPush: rider,
  riderSync: rider,
  riderUnlock: rider,
  riderKeepOpen: rider,
  riderChangePin: rider,
  riderSessions: rider,
  endRiderSession: rider,
  endOtherRiderSessions: rider,
  driverMe: driver,
  driverSignOut: driver,
  myRuns: driver,
  recordFacts: driver,
  driverSync: driver,
  driverChangePin: driver,
  driverSessions: driver,
  endDriverSession: driver,
  endOtherDriverSessions: driver,
  staffMe: anyStaff,
  staffSignOut: anyStaff,
  staffSync: anyStaff,
  staffSessions: anyStaff,
  endStaffSession: anyStaff,
  endOtherStaffSessions: anyStaff,
  setUpPole: programme,
  enrol: poleStaff,
  printCard: poleStaff,
  staffRequestRide: poleStaff,
  viewDay: poleStaff,
  planDay: poleStaff,
  publishDay: poleStaff,
  retimeTrip: poleStaff,
  closeDay: poleStaff,
  acknowledgeFor: poleStaff,
  notReturning: poleStaff,
  acknowledgeAlarm: poleStaff,
  closeAlarm: poleStaff,
};

/** What a rider's session may do while it is locked; answers of the first three are reduced (domain/rides/reduced.ts). */
export const whileLocked: ReadonlySet<Guarded> = new Set<Guarded>(['myRides', 'riderSync', 'stillHere', 'riderUnlock', 'riderSignOut']);

/** What pages do by themselves, without a hand: it keeps no session open. */
const byItself: ReadonlySet<Guarded> = new Set<Guarded>(['riderUnlock', 'riderSignOut', 'driverSignOut', 'staffSignOut', 'putPush', 'dropPush']);

/** Whether a call says that somebody is there. A page of drivers or staff asks who it is when it is opened; a rider's also behind a locked screen. */
export const isAct = (operation: Guarded, method: string): boolean =>
  method === 'get' ? operation === 'driverMe' || operation === 'staffMe' : !byItself.has(operation);

/** Which roles each app lets in. */
export const rolesOf: { readonly [D in Door]: readonly Role[] } = { rider: ['rider'], driver: ['driver'], staff: ['operator', 'coordinator'] };

export interface Subject {
  readonly account: string;
  readonly role: Role;
  readonly pole: string;
}

export function reaches(subject: Subject, pole: string): boolean {
  return subject.pole === 'all' || subject.pole === pole;
}

export function mayDo(operation: Guarded, subject: Subject, pole: string | undefined): boolean {
  const { roles, scope } = access[operation];
  if (!roles.includes(subject.role)) return false;
  if (scope === 'programme') return subject.pole === 'all';
  return scope === 'own' || (pole !== undefined && reaches(subject, pole));
}

/**
 * Streams: a rider's own, a run's driver and the staff of its pole, a pole's staff.
 *
 * @param run  the run that a `run:` stream is about; undefined where there is none
 */
export function mayRead(stream: string, subject: Subject, run: { readonly pole: string; readonly driver: string } | undefined): boolean {
  const colon = stream.indexOf(':');
  const [kind, id] = [stream.slice(0, colon), stream.slice(colon + 1)];
  const staff = subject.role === 'operator' || subject.role === 'coordinator';
  if (kind === 'rider') return subject.role === 'rider' && subject.account === id;
  if (kind === 'pole') return staff && reaches(subject, id);
  if (kind !== 'run' || run === undefined) return false;
  return staff ? reaches(subject, run.pole) : subject.role === 'driver' && run.driver === subject.account;
}
