/** A pole's day as stored, with its draft to be opened from its routes: a rebuild is a read, never a new search (P4). */
import type { AlarmId, EpochMs, PlaceId, PoleId, RideId, RunId, ServiceDate, SiteId, VehicleId } from '@passaggio/contracts';
import { longLook } from '../../domain/days/look.ts';
import type { PoleConfig } from '../../domain/days/state.ts';
import type { Day, Route, TravelData } from '../../domain/documents.ts';
import { rideCard } from '../../domain/rides/card.ts';
import { personView } from '../../domain/days/view.ts';
import { runView } from '../../domain/runs/view.ts';
import { rules } from '../../domain/rules.ts';
import { addDays, cutoffOf, dayBounds } from '../../domain/time.ts';
import { frameOf, placesOf, type Availability, type Matrix } from '../../matching/frame.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Travel } from '../../ports/travel.ts';
import { NotPossible } from '../handlers.ts';
import { inTurns, type Turn } from '../turns.ts';
import type { DayKey } from './book.ts';
import { cardNews, personNews } from './news.ts';
import type { LoadedDay } from './work.ts';

interface Needs {
  readonly reads: Reads;
  readonly travel: Travel;
  readonly turn: Turn;
}

/** Cards made in one turn of the event loop. */
const A_TURN = 50;

/** @param held  the day in memory, given back where the store has nothing newer */
export async function loadDay({ pole, serviceDate }: DayKey, held: LoadedDay | undefined, { reads, travel, turn }: Needs): Promise<LoadedDay> {
  const id = `${pole}_${serviceDate}`;
  if (held !== undefined && (await isNewest(held, id, reads))) return held;
  const [stored, poleDoc] = await Promise.all([reads.days.find(id), reads.poles.find(pole)]);
  if (poleDoc === undefined) throw new NotPossible('unknown-pole', `no pole ${pole}`);
  const config = await loadConfig(poleDoc, reads);
  const travelData = await travelOf(id, config, stored, reads, travel);
  const head = stored ?? newDay(config, serviceDate, travel.version);
  const [rides, routes, runs, alarms] = await Promise.all([
    reads.rides.ofDay(pole, serviceDate),
    reads.routes.ofDay(pole, serviceDate),
    reads.runs.ofDay(pole, serviceDate),
    reads.alarms.ofDay(pole, serviceDate),
  ]);
  const facts = await Promise.all(runs.map(async (run) => [run.id as RunId, await reads.facts.ofRun(run.id as RunId)] as const));
  const matrix: Matrix = { places: travelData.places, seconds: Int32Array.from(travelData.seconds), metres: Int32Array.from(travelData.metres) };
  const { available, versions } = await vehicleDays(config, serviceDate, routes, reads);
  const day: LoadedDay = {
    config,
    head,
    estimated: travelData.estimated,
    rides: new Map(rides.map((ride) => [ride.id as RideId, ride])),
    routes: new Map(routes.map((route): [VehicleId, Route] => [route.vehicle, route])),
    runs: new Map(runs.map((run) => [run.vehicle, run])),
    facts: new Map(facts),
    alarms: new Map(alarms.map((alarm) => [alarm.id as AlarmId, alarm])),
    travelData: stored === undefined ? travelData : undefined,
    available,
    vehicleDays: versions,
    matrix,
    frame: frameOf(config, dayBounds(serviceDate, config.pole.zone).from, matrix, (vehicle) => available.get(vehicle)!),
    draft: undefined,
    codes: new Set(rides.flatMap(({ code }) => code ?? [])),
    codesGivenBack: new Set(),
    told: new Map(),
    toldRuns: new Map(),
  };
  await longLook(day, async () => {
    await inTurns(rides, A_TURN, turn, (some) => {
      for (const ride of some) {
        const person = personNews(serviceDate, personView(day, ride));
        day.told.set(ride.id as RideId, { card: JSON.stringify(cardNews(rideCard(day, ride))), person: JSON.stringify(person) });
      }
    });
    for (const route of day.routes.values()) if (day.runs.has(route.vehicle)) day.toldRuns.set(route.vehicle, runView(day, route));
  });
  return day;
}

async function isNewest({ head, config }: LoadedDay, id: string, { days, poles }: Reads): Promise<boolean> {
  const [day, pole] = await Promise.all([days.version(id), poles.version(config.pole.id as PoleId)]);
  return head.version === day && config.pole.version === pole;
}

export async function loadConfig(pole: PoleConfig['pole'], reads: Reads): Promise<PoleConfig> {
  const id = pole.id as DayKey['pole'];
  const [places, sites, vehicles] = await Promise.all([reads.places.ofPole(id), reads.sites.ofPole(id), reads.vehicles.ofPole(id)]);
  return {
    pole,
    places: new Map(places.map((place) => [place.id as PlaceId, place])),
    sites: new Map(sites.map((site) => [site.id as SiteId, site])),
    vehicles: new Map(vehicles.map((vehicle) => [vehicle.id as VehicleId, vehicle])),
  };
}

/** Pinned with the first booking of the day; later changes of roads or places are for other days. */
async function travelOf(id: string, config: PoleConfig, stored: Day | undefined, reads: Reads, travel: Travel): Promise<Omit<TravelData, 'version'>> {
  if (stored !== undefined) {
    const pinned = await reads.travel.find(id);
    if (pinned === undefined) throw new Error(`${id}: its travel data is missing, expected since the day was booked`);
    return pinned;
  }
  const { ids, points } = placesOf(config);
  const { seconds, metres } = await travel.matrix(points);
  const pole = config.pole.id as TravelData['pole'];
  return { id, schema: SCHEMA, pole, places: ids, seconds: [...seconds], metres: [...metres], estimated: travel.estimated };
}

function newDay(config: PoleConfig, serviceDate: ServiceDate, travelVersion: string): Day {
  const { pole } = config;
  return {
    id: `${pole.id}_${serviceDate}`,
    version: 0,
    schema: SCHEMA,
    pole: pole.id as Day['pole'],
    serviceDate,
    fence: 1,
    revision: 0,
    phase: 'open',
    planNumber: 0,
    cutoffAt: cutoffOf(serviceDate, pole.cutoff, pole.zone),
    cutoffState: 'due',
    publishedAt: null,
    planningUntil: null,
    travelVersion,
  };
}

/**
 * P8: 11 h of rest before and after what the driver has on the days beside this one. The hours of a route that stands are its own: people
 * were accepted on it before the neighbour took them, and a day that cannot be opened keeps no promise (P4).
 */
async function vehicleDays(
  config: PoleConfig,
  serviceDate: ServiceDate,
  routes: readonly Route[],
  reads: Reads,
): Promise<{ available: Map<string, Availability>; versions: Map<VehicleId, number> }> {
  const bounds = dayBounds(serviceDate, config.pole.zone);
  const available = new Map<string, Availability>();
  const versions = new Map<VehicleId, number>();
  const around = await Promise.all(
    [...config.vehicles.keys()].map((vehicle) => reads.vehicleDays.ofVehicle(vehicle, addDays(serviceDate, -1), addDays(serviceDate, 1))),
  );
  [...config.vehicles.keys()].forEach((vehicle, i) => {
    let { from, to } = bounds;
    for (const other of around[i]!) {
      if (other.serviceDate === serviceDate) versions.set(vehicle, other.version);
      else if (other.return <= other.leave) continue; // stayed in
      else if (other.serviceDate < serviceDate) from = Math.max(from, other.return + rules.driver.rest) as EpochMs;
      else to = Math.min(to, other.leave - rules.driver.rest) as EpochMs;
    }
    const { leave, return: back } = routes.find((route) => route.vehicle === vehicle && route.stops.length > 0) ?? { leave: from, return: to };
    [from, to] = [Math.min(from, leave) as EpochMs, Math.max(to, back) as EpochMs];
    available.set(vehicle, { from, to: Math.max(from, to) as EpochMs });
  });
  return { available, versions };
}
