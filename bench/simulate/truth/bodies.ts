/** Where people physically are, and what they will do that no phone knows: come, come late, stay away, be kept at work. */
import type { LegName } from '@passaggio/contracts';
import type { Boarding, History } from '../judge/history.ts';

export interface Body {
  readonly rider: string;
  where: 'home' | 'bus' | 'site';
  /** The bus they are on. */
  run: string | undefined;
  /** When they reach the boarding place for a leg; never where infinite. */
  comesAt(ride: string, leg: LegName): number;
}

export interface Bodies {
  add(body: Body): void;
  get(rider: string): Body;
  ofRide(ride: string): Body | undefined;
  owns(ride: string, rider: string): void;
  board(event: Omit<Boarding, 'rider'>): void;
  alight(event: Omit<Boarding, 'rider'>): void;
  /** People on board of a run, with the ride and leg they are on. */
  aboard(run: string): { readonly ride: string; readonly leg: LegName; readonly rider: string }[];
  fetch(ride: string, at: number): void;
}

export function openBodies(history: History): Bodies {
  const bodies = new Map<string, Body>();
  const riderOf = new Map<string, string>();
  const buses = new Map<string, { ride: string; leg: LegName; rider: string }[]>();
  const get = (rider: string) => {
    const body = bodies.get(rider);
    if (body === undefined) throw new Error(`nobody is ${rider}, expected one of ${bodies.size} riders`);
    return body;
  };
  const ofRide = (ride: string) => bodies.get(riderOf.get(ride) ?? '');
  const aboard = (run: string) => buses.get(run) ?? [];
  return {
    add: (body) => void bodies.set(body.rider, body),
    get,
    ofRide,
    owns: (ride, rider) => void riderOf.set(ride, rider),
    board(event) {
      const body = ofRide(event.ride)!;
      history.boarded({ ...event, rider: body.rider });
      buses.set(event.run, [...aboard(event.run), { ride: event.ride, leg: event.leg, rider: body.rider }]);
      [body.where, body.run] = ['bus', event.run];
    },
    alight(event) {
      const body = ofRide(event.ride)!;
      history.alighted({ ...event, rider: body.rider });
      buses.set(
        event.run,
        aboard(event.run).filter((one) => one.ride !== event.ride),
      );
      [body.where, body.run] = [event.leg === 'outbound' ? 'site' : 'home', undefined];
    },
    aboard,
    fetch(ride, at) {
      ofRide(ride)!.where = 'home';
      history.fetched(ride, at);
    },
  };
}
