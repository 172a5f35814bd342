/** The play: a world set up, its people enrolled, days played in virtual time, a verdict. */
import { DAY, HOUR, MINUTE, type BodyOf, type Call, type PoleId } from '@passaggio/contracts';
import { random, world, type WorldPole } from '@passaggio/fixtures';
import { openJudge, type Judge } from './judge/judge.ts';
import { driverPhone, type DriverPhone } from './phones/driver.ts';
import { riderPhone, type RiderPhone } from './phones/rider.ts';
import { staffPhone } from './phones/staff.ts';
import { COORDINATOR, openProduct, type StoreKind } from './product.ts';
import { openAgenda, type Play } from './queue.ts';
import { openPost, type PoleStage, type Stage, type Tally } from './stage.ts';
import { openBodies } from './truth/bodies.ts';
import { roadsOf, type Roads } from './truth/roads.ts';
import { at, dateOf } from './world/clock.ts';
import { habits } from './habits.ts';
import { usualsOf, wishOf } from './world/people.ts';

export interface Wanted {
  readonly riders: number;
  readonly days: number;
  readonly seed: number;
  /** The first so many of the gazetteer. */
  readonly poles: number;
  readonly store: StoreKind;
}

export interface Played {
  readonly judge: Judge;
  readonly tally: Tally;
  readonly roads: ReadonlyMap<string, Roads>;
  /** What the product logged and survived. */
  readonly faults: readonly string[];
}

/** One seat for this many riders (issue 4, Must show). */
const RIDERS_PER_SEAT = 2.5;
const ENROLLED_AT_ONCE = 200;

export async function play(wanted: Wanted): Promise<Played> {
  const { seed, days, poles: count, riders } = wanted;
  const share = (index: number) => (index < count ? Math.floor(riders / count) + (index < riders % count ? 1 : 0) : 0);
  const poles = world(seed, { ridersOf: share, ridersPerSeat: RIDERS_PER_SEAT }).slice(0, count);
  const roads = new Map<string, Roads>();
  for (const { pole, setup } of poles) roads.set(pole, await roadsOf(setup, random(`roads ${seed} ${pole}`)));
  const seats = new Map(poles.flatMap(({ setup }) => setup.vehicles.map((vehicle): [string, number] => [vehicle.id, vehicle.seats])));
  const judge = openJudge({ seatsOf: (run) => seats.get(run.split('_')[2]!)!, drive: (pole, from, to) => roads.get(pole)!.pinned(from, to) });

  const agenda = openAgenda(at(0, '09:00'));
  const running = await openProduct(wanted.store, seed, agenda.now);
  try {
    const tally: Tally = { wishes: [], cancellations: 0, lateRequests: 0, vehicleTime: 0, boardings: 0 };
    const stage: Stage = {
      agenda,
      product: running.product,
      history: judge.history,
      bodies: openBodies(judge.history),
      seed,
      tally,
      post: openPost(),
      phone: running.phone,
    };
    const cast: Cast[] = [];
    const coordinator = stage.phone();
    await coordinator('staffSignIn', { body: COORDINATOR as unknown as BodyOf<'staffSignIn'> });
    for (const one of poles) cast.push(await castOf(one, roads.get(one.pole)!, days, coordinator, stage));
    const settled = async () => {
      await running.product.relay.idle();
      stage.post.handOver();
    };
    await settled();
    schedule(agenda, running.product.tick, cast, days, judge);
    await agenda.run(at(days + 1, '03:00'), settled);
    await finish(cast, judge, agenda.now(), settled);
    return { judge, tally, roads, faults: running.faults };
  } finally {
    await running.close();
  }
}

interface Cast {
  readonly riders: ReadonlyMap<string, RiderPhone>;
  readonly drivers: ReadonlyMap<string, DriverPhone>;
  readonly staff: Awaited<ReturnType<typeof staffPhone>>;
}

/** A pole with everybody who acts at it, and what each of them means to do. */
async function castOf({ pole, setup, riders: count }: WorldPole, roads: Roads, days: number, coordinator: Call, stage: Stage): Promise<Cast> {
  const { seed } = stage;
  await coordinator('setUpPole', { params: { pole }, body: setup });
  const here: PoleStage = { ...stage, pole: { ...setup, pole }, roads, riders: new Map() };
  const drivers = new Map(
    setup.people
      .filter((one) => one.role === 'driver')
      .map((one): [string, DriverPhone] => [one.account, driverPhone(one, here, random(`driver ${seed} ${one.account}`))]),
  );
  const staff = await staffPhone(
    setup.people.find((one) => one.role === 'operator')!,
    drivers,
    here,
    random(`staff ${seed} ${pole}`),
  );
  const enrolled = await enrolAll(pole, count, coordinator);
  const usuals = usualsOf(setup, roads, count, random(`crews ${seed} ${pole}`));
  for (const [i, credentials] of enrolled.entries()) {
    const draw = random(`rider ${seed} ${pole} ${i}`);
    const phone = await riderPhone(credentials, here, draw);
    here.riders.set(credentials.account, phone);
    for (let day = 1; day <= days; day += 1) {
      const wish = wishOf(credentials.account, usuals[i]!, day, draw);
      if (wish !== undefined) phone.plan(wish);
      const from = at(day, '03:00') + draw.next() * 12 * HOUR;
      if (draw.chance(habits.phoneAway)) phone.loseCoverage(from, from + (30 + draw.next() * 60) * MINUTE);
    }
  }
  const weather = random(`blockage ${seed} ${pole}`);
  for (let day = 1; day <= days; day += 1) roads.block(at(day, '04:00') + weather.next() * 3 * HOUR);
  return { riders: here.riders, drivers, staff };
}

async function enrolAll(pole: PoleId, count: number, coordinator: Call) {
  const batches = Array.from({ length: Math.ceil(count / ENROLLED_AT_ONCE) }, (_, i) => Math.min(ENROLLED_AT_ONCE, count - i * ENROLLED_AT_ONCE));
  const enrolled = [];
  for (const [i, size] of batches.entries()) {
    enrolled.push(...(await coordinator('enrol', { params: { pole }, body: { id: `enrol-${pole}-${i}` as BodyOf<'enrol'>['id'], count: size } })).riders);
  }
  return enrolled;
}

/** What goes by the clock: the product's own ticks, shifts at the desk, the evening's look, closing, and moments to compare. */
function schedule(agenda: Play, tick: () => Promise<void>, cast: readonly Cast[], days: number, judge: Judge): void {
  const end = at(days + 1, '03:00');
  // while nobody drives a look every five minutes sees the same
  for (let time = at(0, '12:00'); time <= end; time += driving(time) ? MINUTE : 5 * MINUTE) agenda.at(time, tick);
  for (let time = at(0, '20:15') + 30_000; time <= end; time += 15 * MINUTE) agenda.at(time, () => judge.history.quiet(agenda.now(), awayOf(cast)));
  for (const { staff } of cast) {
    for (let time = at(0, '12:00'); time <= end; time += DAY / 3) agenda.at(time, staff.signIn);
    for (let day = 1; day <= days; day += 1) {
      agenda.at(at(day - 1, '20:20'), () => staff.evening(dateOf(day)));
      agenda.at(at(day, '22:00'), () => staff.closeDay(dateOf(day)));
    }
  }
}

/** From half past two in the morning to six in the evening. */
function driving(time: number): boolean {
  const sinceMidnight = (time - at(0, '00:00')) % DAY;
  return sinceMidnight >= 2.5 * HOUR && sinceMidnight < 18 * HOUR;
}

function awayOf(cast: readonly Cast[]) {
  const riders = cast.flatMap((one) => [...one.riders.values()].flatMap((phone) => (phone.away ? [phone.account] : [])));
  const runs = cast.flatMap((one) => [...one.drivers.values()].flatMap((phone) => phone.awayRuns()));
  return { riders: new Set(riders), runs: new Set(runs) };
}

/** Everybody finds coverage; then everything is compared and judged. */
async function finish(cast: readonly Cast[], judge: Judge, now: number, idle: () => Promise<void>): Promise<void> {
  for (const { riders, drivers } of cast) {
    for (const phone of [...drivers.values(), ...riders.values()]) await phone.catchUp();
  }
  await idle();
  judge.history.quiet(now, { riders: new Set(), runs: new Set() });
  judge.history.end(now);
}
