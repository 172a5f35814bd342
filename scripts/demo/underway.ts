/** One run under way at whatever hour the product is started: booked by staff, published, and its driver has set out. */
import { HOUR, MINUTE, type Act, type BodyOf, type Call, type RunView, type ServiceDate } from '../../contracts/src/index.ts';
import type { WorldPole } from '../../fixtures/src/index.ts';
import { addDays, dayBounds, serviceDateAt } from '../../server/src/domain/time.ts';
import type { Login } from '../demo.ts';
import { planAndPublish, unless } from './bookings.ts';
import { shiftsOf, type DemoRider, type ShiftToCome } from './riders.ts';

/** A pick-up can be told 5 min ahead, the ride takes up to 40 min, and the bus is there 20 min before the shift. */
const SOONEST = 60 * MINUTE;
const ON_THE_ROAD = 90 * MINUTE;
const GROUP = 8;

interface Departure extends ShiftToCome {
  readonly serviceDate: ServiceDate;
  readonly trip: 'both' | 'outbound';
}

/** @returns the driver of the run, a rider on it, and its day: before three at night that is the one to come */
export async function setOut(
  pole: WorldPole,
  riders: readonly DemoRider[],
  staff: Call,
  asDriver: (login: Login) => Promise<Call>,
): Promise<{ driver: Login; seated: Login; serviceDate: ServiceDate }> {
  const { now } = await staff('staffMe', {});
  const today = serviceDateAt(now, pole.setup.zone);
  const found = (await runUnderWay(pole, today, staff)) ?? (await begin(pole, riders, now, staff, asDriver));
  const person = pole.setup.people.find((one) => one.account === found?.driver) ?? pole.setup.people[0]!;
  const seated = riders[found === undefined ? 0 : riderOn(found)]!;
  return { driver: { number: person.number, pin: person.pin }, seated, serviceDate: found?.serviceDate ?? today };
}

const ours = 'demo-run-';

/** Ids of our rides end with the place of the rider in the list. */
function riderOn(run: RunView): number {
  const ids = run.stops.flatMap((stop) => stop.on.map((person) => person.ride)).filter((ride) => ride.startsWith(ours));
  return Math.min(...ids.map((ride) => Number(ride.slice(ride.lastIndexOf('-') + 1))));
}

async function runUnderWay({ pole }: WorldPole, today: ServiceDate, staff: Call): Promise<RunView | undefined> {
  const views = await Promise.all([today, addDays(today, 1)].map((serviceDate) => staff('viewDay', { params: { pole, serviceDate } })));
  return views.flatMap((view) => view.runs).find((run) => run.state === 'under-way' && Number.isFinite(riderOn(run)));
}

async function begin(
  pole: WorldPole,
  riders: readonly DemoRider[],
  now: number,
  staff: Call,
  asDriver: (login: Login) => Promise<Call>,
): Promise<RunView | undefined> {
  // whoever got no seat waits for one, and is not asked again
  for (const [tried, departure] of departures(pole, now)
    .slice(0, riders.length - GROUP)
    .entries()) {
    const rides = await bookGroup(pole, riders, tried, departure, staff);
    if (rides.length === 0) continue;
    await planAndPublish(pole.pole, departure.serviceDate, staff);
    const { runs } = await staff('viewDay', { params: { pole: pole.pole, serviceDate: departure.serviceDate } });
    const run = runs.find((one) => one.stops.some((stop) => stop.on.some((person) => person.ride === rides[0])));
    if (run === undefined) continue;
    const person = pole.setup.people.find((one) => one.account === run.driver)!;
    return drive(await asDriver(person), run, now);
  }
  return undefined;
}

/** Shifts that can still be reached, soonest first; with a return where the bus is back before the day ends. */
function departures(pole: WorldPole, now: number): Departure[] {
  const { zone } = pole.setup;
  const today = serviceDateAt(now as never, zone);
  return [today, addDays(today, 1)].flatMap((serviceDate) => {
    const { from, to } = dayBounds(serviceDate, zone);
    return shiftsOf(pole, serviceDate)
      .filter(({ start }) => start - now >= SOONEST && start - now <= 4 * HOUR && start - ON_THE_ROAD >= from - HOUR)
      .map((shift): Departure => ({ ...shift, serviceDate, trip: shift.end + ON_THE_ROAD < to ? 'both' : 'outbound' }));
  });
}

/** Staff stand beside these people: five minutes are enough notice. Two boarding places; nobody else is booked where the first gets no seat. */
async function bookGroup(
  pole: WorldPole,
  riders: readonly DemoRider[],
  from: number,
  { serviceDate, site, shiftStart, trip }: Departure,
  staff: Call,
): Promise<string[]> {
  const [first, second] = nearest(pole, site);
  const seated: string[] = [];
  for (let i = from; i < from + GROUP; i += 1) {
    const id = `${ours}${serviceDate}-${shiftStart.replace(':', '')}-${site}-${i}` as BodyOf<'requestRide'>['id'];
    const boardingPlace = i < from + GROUP / 2 ? second! : first!;
    const body = { id, rider: riders[i]!.number, override: true, serviceDate, site, shiftStart, boardingPlace, trip };
    const answer = await unless(['past-date', 'already-closed'], () => staff('staffRequestRide', { params: { pole: pole.pole }, body }));
    if (answer?.answer === 'accepted') seated.push(id);
    else if (i === from) return [];
  }
  return seated;
}

/** The pole itself, where the bus stands, and the boarding place nearest to the site. */
function nearest({ setup }: WorldPole, site: string): BodyOf<'requestRide'>['boardingPlace'][] {
  const { at } = setup.sites.find((one) => one.id === site)!;
  const away = (place: (typeof setup.places)[number]) => (place.at[0] - at[0]) ** 2 + (place.at[1] - at[1]) ** 2;
  const others = setup.places.filter((place) => place.kind === 'stop').toSorted((a, b) => away(a) - away(b));
  return [setup.places.find((place) => place.kind === 'pole')!.id, others[0]!.id];
}

/** The driver has started, stands at the first stop, and the first people are on board. */
async function drive(driver: Call, run: RunView, now: number): Promise<RunView | undefined> {
  const first = run.stops[0]!;
  const { ride, leg } = first.on[0]!;
  const acts: Act[] = [{ act: 'start' }];
  if (first.plannedArrive - now < HOUR) acts.push({ act: 'arrive', stop: first.stop }, { act: 'board', ride, leg });
  const facts = acts.map((act, i) => ({ counter: i + 1, run: run.run, deviceTime: (now + i) as RunView['leave'], contact: null, act }));
  const device = `demo-${run.run}`.slice(-64) as BodyOf<'recordFacts'>['device'];
  const { runs } = await driver('recordFacts', { body: { device, facts } });
  return runs[0];
}
