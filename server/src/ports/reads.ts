/**
 * The reads that there are, by aggregate: use cases receive these, never `Rows`, so that each read has a declared index
 * (collections.ts) and none is a filter. `find` is by id and gives undefined where there is none, `version` 0; the others give documents in
 * the order of their index, then id. Dates and times are inclusive at both ends. All may throw StoreAway.
 */
import type { AccountId, EpochMs, PlaceId, PoleId, RideId, Role, RunId, ServiceDate, SiteId, VehicleId } from '@passaggio/contracts';
import type { Alarm, Day } from '../domain/documents.ts';
import type { Range, Rows } from './store.ts';

export type Reads = ReturnType<typeof reads>;

export function reads(rows: Rows) {
  return {
    poles: {
      find: (id: PoleId) => rows.find('pole', id),
      version: (id: PoleId) => rows.version('pole', id),
      /** The whole programme, by region. */
      all: () => rows.select('pole', 'all', []),
    },
    places: {
      find: (id: PlaceId) => rows.find('place', id),
      ofPole: (pole: PoleId) => rows.select('place', 'ofPole', [pole]),
    },
    sites: {
      find: (id: SiteId) => rows.find('site', id),
      ofPole: (pole: PoleId) => rows.select('site', 'ofPole', [pole]),
    },
    vehicles: {
      find: (id: VehicleId) => rows.find('vehicle', id),
      ofPole: (pole: PoleId) => rows.select('vehicle', 'ofPole', [pole]),
    },
    accounts: {
      find: (id: AccountId) => rows.find('account', id),
      byNumber: async (lookup: string) => (await rows.select('account', 'byNumber', [lookup]))[0],
      /** Of one role, or of all. */
      ofPole: (pole: PoleId | 'all', role?: Role) => rows.select('account', 'ofPole', role === undefined ? [pole] : [pole, role]),
    },
    sessions: {
      find: (tokenHash: string) => rows.find('session', tokenHash),
      ofAccount: (account: AccountId) => rows.select('session', 'ofAccount', [account]),
      /** Ended before or at `now`, the oldest first. */
      expired: (now: EpochMs, limit: number) => rows.select('session', 'expiring', [], { to: now, limit }),
    },
    cards: {
      find: (tokenHash: string) => rows.find('card', tokenHash),
      ofAccount: (account: AccountId) => rows.select('card', 'ofAccount', [account]),
    },
    devices: {
      find: (id: string) => rows.find('device', id),
      ofAccount: (account: AccountId) => rows.select('device', 'ofAccount', [account]),
      expired: (now: EpochMs, limit: number) => rows.select('device', 'expiring', [], { to: now, limit }),
    },
    pushPhones: {
      find: (id: string) => rows.find('pushPhone', id),
      ofAccount: (account: AccountId) => rows.select('pushPhone', 'ofAccount', [account]),
      /** Put at or after `from`. */
      since: (from: EpochMs) => rows.select('pushPhone', 'newest', [], { from }),
      /** With news that nobody is sending. */
      due: (now: EpochMs, limit: number) => rows.select('pushPhone', 'due', [], { to: now, limit }),
    },
    tries: {
      find: (key: string) => rows.find('tries', key),
      expired: (now: EpochMs, limit: number) => rows.select('tries', 'expiring', [], { to: now, limit }),
    },
    days: {
      find: (id: string) => rows.find('day', id),
      version: (id: string) => rows.version('day', id),
      ofPole: (pole: PoleId, from?: ServiceDate, to?: ServiceDate) => rows.select('day', 'ofPole', [pole], between(from, to)),
      /** Whose cut-off has come and nobody has planned yet, the most overdue first. */
      due: (now: EpochMs) => rows.select('day', 'due', ['due'], { to: now }),
      inPhase: (phase: Day['phase'], from?: ServiceDate, to?: ServiceDate) => rows.select('day', 'open', [phase], between(from, to)),
    },
    travel: {
      find: (id: string) => rows.find('travel', id),
      ofPole: (pole: PoleId) => rows.select('travel', 'ofPole', [pole]),
    },
    rides: {
      find: (id: RideId) => rows.find('ride', id),
      ofDay: (pole: PoleId, date: ServiceDate) => rows.select('ride', 'ofDay', [pole, date]),
      ofRider: (rider: AccountId, from?: ServiceDate, to?: ServiceDate) => rows.select('ride', 'ofRider', [rider], between(from, to)),
    },
    riderDays: {
      find: (id: string) => rows.find('riderDay', id),
    },
    routes: {
      find: (id: string) => rows.find('route', id),
      ofDay: (pole: PoleId, date: ServiceDate) => rows.select('route', 'ofDay', [pole, date]),
    },
    vehicleDays: {
      find: (id: string) => rows.find('vehicleDay', id),
      ofVehicle: (vehicle: VehicleId, from?: ServiceDate, to?: ServiceDate) => rows.select('vehicleDay', 'ofVehicle', [vehicle], between(from, to)),
    },
    planVersions: {
      find: (id: string) => rows.find('planVersion', id),
      /** All that were published for a day, the first one first. */
      ofDay: (pole: PoleId, date: ServiceDate) => rows.select('planVersion', 'ofDay', [pole, date]),
    },
    runs: {
      find: (id: RunId) => rows.find('run', id),
      ofDay: (pole: PoleId, date: ServiceDate) => rows.select('run', 'ofDay', [pole, date]),
      ofDriver: (driver: AccountId, from?: ServiceDate, to?: ServiceDate) => rows.select('run', 'ofDriver', [driver], between(from, to)),
    },
    facts: {
      find: (id: string) => rows.find('fact', id),
      /** In the order in which they were received. */
      ofRun: (run: RunId) => rows.select('fact', 'ofRun', [run]),
    },
    alarms: {
      find: (id: string) => rows.find('alarm', id),
      ofDay: (pole: PoleId, date: ServiceDate) => rows.select('alarm', 'ofDay', [pole, date]),
      /** The oldest first. */
      ofPole: (pole: PoleId, state: Alarm['state']) => rows.select('alarm', 'ofPole', [pole, state]),
      openOfPole: (pole: PoleId) => rows.select('alarm', 'ofPole', [pole, 'open']),
    },
  };
}

function between(from: string | undefined, to: string | undefined): Range {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
