/** Every kind of document with its indexes. Adapters make tables and indexes from it; reads.ts names the reads. */
import type * as docs from '../domain/documents.ts';

export interface Docs {
  pole: docs.Pole;
  place: docs.Place;
  site: docs.Site;
  vehicle: docs.Vehicle;
  account: docs.Account;
  session: docs.Session;
  card: docs.Card;
  device: docs.Device;
  pushPhone: docs.PushPhone;
  tries: docs.TriesCount;
  day: docs.Day;
  travel: docs.TravelData;
  ride: docs.Ride;
  riderDay: docs.RiderDay;
  route: docs.Route;
  vehicleDay: docs.VehicleDay;
  planVersion: docs.PlanVersion;
  run: docs.Run;
  fact: docs.Fact;
  alarm: docs.Alarm;
}

export type Kind = keyof Docs;

/** Fields in order. The store appends the id, so that every order is total. */
export const indexes = {
  pole: { all: ['region'] },
  place: { ofPole: ['pole'] },
  site: { ofPole: ['pole'] },
  vehicle: { ofPole: ['pole'] },
  account: { ofPole: ['pole', 'role'], byNumber: ['lookup'] },
  session: { ofAccount: ['account'], expiring: ['expires'] },
  card: { ofAccount: ['account'] },
  device: { ofAccount: ['account'], expiring: ['expires'] },
  pushPhone: { ofAccount: ['account'], newest: ['putAt'], due: ['dueAt'] },
  tries: { expiring: ['expires'] },
  day: { ofPole: ['pole', 'serviceDate'], due: ['cutoffState', 'cutoffAt'], open: ['phase', 'serviceDate'] },
  travel: { ofPole: ['pole'] },
  ride: { ofDay: ['pole', 'serviceDate'], ofRider: ['rider', 'serviceDate'] },
  riderDay: {},
  route: { ofDay: ['pole', 'serviceDate'] },
  vehicleDay: { ofVehicle: ['vehicle', 'serviceDate'] },
  planVersion: { ofDay: ['pole', 'serviceDate', 'number'] },
  run: { ofDay: ['pole', 'serviceDate'], ofDriver: ['driver', 'serviceDate'] },
  fact: { ofRun: ['run', 'received'] },
  alarm: { ofDay: ['pole', 'serviceDate'], ofPole: ['pole', 'state', 'raisedAt'] },
} as const satisfies { [K in Kind]: { readonly [name: string]: readonly (keyof Docs[K] & string)[] } };

export type IndexName<K extends Kind> = keyof (typeof indexes)[K] & string;

/** Written into every document; a newer number in the store means a newer release wrote it (ST8). */
export const SCHEMA = 1;
