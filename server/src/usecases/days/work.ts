/** One task's changes to a day: kept apart as a store entry, seen at once by whatever follows in the same batch. */
import {
  changeOf,
  type AlarmId,
  type BoardingCode,
  type EpochMs,
  type PoleId,
  type RideId,
  type RunId,
  type RunView,
  type ServiceDate,
  type VehicleId,
} from '@passaggio/contracts';
import { alarmView, headView, personView } from '../../domain/days/view.ts';
import { longLook } from '../../domain/days/look.ts';
import { type DayState, type PoleConfig, findSeat, ridersOf, runIdOf } from '../../domain/days/state.ts';
import type { Alarm, Day, Fact, Ride, Route, Run, TravelData } from '../../domain/documents.ts';
import { rideCard } from '../../domain/rides/card.ts';
import { runView } from '../../domain/runs/view.ts';
import type { Draft } from '../../matching/draft.ts';
import type { Availability, Frame, Matrix } from '../../matching/frame.ts';
import type { PlannedRoute } from '../../matching/routes.ts';
import { SCHEMA, type Docs, type Kind } from '../../ports/collections.ts';
import type { Claim, CommandRecord, Entry, NewEvent, Put } from '../../ports/store.ts';
import { inTurns, type Turn } from '../turns.ts';
import { cardNews, personNews } from './news.ts';

/** A day in memory: what is stored, its draft, and the cards as they were last told. */
export interface LoadedDay extends DayState {
  head: Day;
  readonly rides: Map<RideId, Ride>;
  readonly routes: Map<VehicleId, Route>;
  readonly runs: Map<VehicleId, Run>;
  readonly facts: Map<RunId, Fact[]>;
  readonly alarms: Map<AlarmId, Alarm>;
  /** Versions of the vehicles' days as stored. */
  readonly vehicleDays: Map<VehicleId, number>;
  readonly frame: Frame;
  readonly matrix: Matrix;
  readonly available: ReadonlyMap<string, Availability>;
  /** Travel data to be stored with the first change of a new day. */
  travelData: Omit<TravelData, 'version'> | undefined;
  /** Of an unpublished day; made when first needed. A published one opens its own, since time freezes stops. */
  draft: Draft | undefined;
  /** Boarding codes that somebody holds. */
  readonly codes: Set<BoardingCode>;
  /** Codes that somebody held while the day was in memory. */
  readonly codesGivenBack: Set<BoardingCode>;
  /** The newest card and person told, by ride: news as text. */
  readonly told: Map<RideId, { card: string; person: string }>;
  /** The newest view told of each run. */
  readonly toldRuns: Map<VehicleId, RunView>;
}

/** Rides told in one turn of the event loop. */
const A_TURN = 50;

type Say = (stream: string, body: unknown, text?: string) => void;

type Written<K extends Kind> = Omit<Docs[K], 'version' | 'schema'>;

/** What a task may do. Everything it puts is one entry: all of it is stored, or nothing. */
export class DayWork {
  readonly day: LoadedDay;
  readonly now: EpochMs;
  readonly #puts = new Map<string, Put>();
  readonly #claims: Claim[] = [];
  readonly #releases: Claim[] = [];
  readonly #drops: { readonly kind: Kind; readonly id: string }[] = [];
  readonly #events: NewEvent[] = [];
  readonly #rides = new Set<RideId>();
  readonly #routes = new Set<VehicleId>();
  readonly #alarms = new Set<AlarmId>();
  #head = false;

  constructor(day: LoadedDay, now: EpochMs) {
    this.day = day;
    this.now = now;
  }

  get config(): PoleConfig {
    return this.day.config;
  }
  get pole(): PoleId {
    return this.day.config.pole.id as PoleId;
  }
  get serviceDate(): ServiceDate {
    return this.day.head.serviceDate;
  }
  /** Whether anything in memory differs from the store now. */
  get changed(): boolean {
    return this.#puts.size > 0 || this.#head || this.#drops.length > 0;
  }

  head(change: Partial<Day>): void {
    this.day.head = { ...this.day.head, ...change, revision: this.day.head.revision + 1 };
    this.#head = true;
  }
  ride(ride: Written<'ride'>): Ride {
    const put = this.put('ride', ride, this.day.rides.get(ride.id as RideId)?.version ?? 0);
    this.day.rides.set(ride.id as RideId, put);
    if (ride.code !== null) this.day.codes.add(ride.code);
    this.#rides.add(ride.id as RideId);
    return put;
  }
  route(route: PlannedRoute): void {
    const old = this.day.routes.get(route.vehicle);
    const id = `${this.pole}_${this.serviceDate}_${route.vehicle}`;
    const put = this.put('route', { id, pole: this.pole, serviceDate: this.serviceDate, ...route }, old?.version ?? 0);
    this.day.routes.set(route.vehicle, put);
    this.#routes.add(route.vehicle);
  }
  run(run: Written<'run'>): Run {
    const put = this.put('run', run, this.day.runs.get(run.vehicle)?.version ?? 0);
    this.day.runs.set(run.vehicle, put);
    this.#routes.add(run.vehicle);
    return put;
  }
  fact(fact: Written<'fact'>): void {
    const put = this.put('fact', fact, 0);
    this.day.facts.set(fact.run, [...(this.day.facts.get(fact.run) ?? []), put]);
  }
  alarm(alarm: Written<'alarm'>): void {
    const put = this.put('alarm', alarm, this.day.alarms.get(alarm.id as AlarmId)?.version ?? 0);
    this.day.alarms.set(alarm.id as AlarmId, put);
    this.#alarms.add(alarm.id as AlarmId);
  }
  /** A unique thing of this day, e.g. a boarding code. */
  claim(key: string, owner: string): void {
    this.#claims.push({ key, owner });
  }
  release(key: string, owner: string): void {
    this.#releases.push({ key, owner });
  }
  /** A ride that a newer one stands for. Whoever was told of it keeps what they were told. */
  dropRide(id: RideId): void {
    this.#drops.push({ kind: 'ride', id });
    this.day.rides.delete(id);
    this.day.told.delete(id);
  }
  /** Any other document, guarded by the version it was read at. */
  put<K extends Kind>(kind: K, doc: Written<K>, ifVersion: number): Docs[K] {
    const key = `${kind} ${doc.id}`;
    const first = this.#puts.get(key)?.ifVersion ?? ifVersion;
    const put = { kind, doc: { ...doc, schema: SCHEMA }, ifVersion: first } as unknown as Put;
    this.#puts.set(key, put);
    return { ...doc, schema: SCHEMA, version: first + 1 } as unknown as Docs[K];
  }
  /** Cards of these rides may read differently now, e.g. their place on the waiting list. */
  mention(rides: Iterable<RideId>): void {
    for (const ride of rides) this.#rides.add(ride);
  }

  /** The view of a run reads differently now. */
  touchRun(vehicle: VehicleId): void {
    this.#routes.add(vehicle);
  }

  /** The views of the runs that carry a ride read differently now. */
  touchRuns(ride: RideId): void {
    for (const leg of ['outbound', 'return'] as const) {
      const seat = findSeat(this.day, ride, leg);
      if (seat !== undefined) this.#routes.add(seat.route.vehicle);
    }
  }

  /**
   * The entry to store, with the events that tell everybody concerned; undefined where nothing changed.
   *
   * @param turn  waited for while many are told; nothing else may change the day meanwhile
   */
  async entry(command: CommandRecord | undefined, turn: Turn): Promise<Entry | undefined> {
    if (!this.changed && command === undefined) return undefined;
    const fence = this.day.head.version > 0 ? { kind: 'day' as const, id: this.day.head.id, value: this.day.head.fence } : undefined;
    this.#pinTravel();
    const { version, ...head } = this.day.head;
    this.day.head = this.put('day', head, version);
    await this.#announce(turn);
    return {
      ...(command === undefined ? {} : { command }),
      ...(fence === undefined ? {} : { fence }),
      puts: [...this.#puts.values()],
      drops: this.#drops,
      claims: { take: this.#claims, release: this.#releases },
      events: this.#events,
    };
  }

  /** The first change of a day stores the travel data it is bound to. */
  #pinTravel(): void {
    const data = this.day.travelData;
    if (data === undefined) return;
    this.put('travel', data, 0);
    this.day.travelData = undefined;
  }

  /** Whole views of people and rides, so that the newest one is enough for whoever missed some. */
  async #announce(turn: Turn): Promise<void> {
    const { day } = this;
    const pole = `pole:${this.pole}`;
    const say: Say = (stream, body, text) => this.#events.push({ stream, body, ...(text !== undefined && { text }) });
    await longLook(day, async () => {
      for (const vehicle of this.#routes) this.#tellRun(vehicle, say);
      await inTurns(this.#rides, A_TURN, turn, (some) => some.forEach((id) => this.#tellRide(id, say)));
    });
    for (const id of this.#alarms) say(pole, { v: 1, type: 'alarm', alarm: alarmView(day, day.alarms.get(id)!) });
    if (this.#head) say(pole, { v: 1, type: 'head', head: headView(day.head) });
  }

  #tellRun(vehicle: VehicleId, say: Say): void {
    const route = this.day.routes.get(vehicle);
    if (route === undefined || !this.day.runs.has(vehicle)) return;
    this.mention(ridersOf(route).map((one) => one.ride));
    const body = this.#newsOf(route);
    if (body === undefined) return;
    say(`run:${runIdOf(route)}`, body);
    say(`pole:${this.pole}`, body);
  }

  /** The whole run once, then what changes of it. */
  #newsOf(route: Route): unknown {
    const { toldRuns } = this.day;
    const run = runView(this.day, route);
    const told = toldRuns.get(route.vehicle);
    const change = told === undefined ? undefined : changeOf(told, run);
    toldRuns.set(route.vehicle, run);
    if (change === null) return undefined;
    return change === undefined ? { v: 1, type: 'run', run } : { v: 1, type: 'run-change', change };
  }

  #tellRide(id: RideId, say: Say): void {
    const ride = this.day.rides.get(id);
    if (ride === undefined) return;
    const card = cardNews(rideCard(this.day, ride));
    const person = personNews(this.serviceDate, personView(this.day, ride));
    const news = { card: JSON.stringify(card), person: JSON.stringify(person) };
    const old = this.day.told.get(id);
    if (news.card !== old?.card) say(`rider:${ride.rider}`, card, news.card);
    if (news.person !== old?.person) say(`pole:${this.pole}`, person, news.person);
    this.day.told.set(id, news);
  }
}
