/** The play: a world set up, its people enrolled, days played in virtual time, a verdict. */
import { HOUR, MINUTE, type BodyOf, type Call, type PoleId } from '@passaggio/contracts';
import { random, world, type WorldPole } from '@passaggio/fixtures';
import { openJudge, type Judge } from './judge/judge.ts';
import { driverPhone, type DriverPhone } from './phones/driver.ts';
import { riderPhone, type RiderPhone } from './phones/rider.ts';
import { staffPhone } from './phones/staff.ts';
import type { Listener } from './overHttp.ts';
import { COORDINATOR, openProduct, type StoreKind } from './product.ts';
import { openAgenda } from './queue.ts';
import { schedule } from './schedule.ts';
import { openPost, openTally, type PoleStage, type Stage, type Tally } from './stage.ts';
import { openBodies } from './truth/bodies.ts';
import { roadsOf, type Roads } from './truth/roads.ts';
import { habits } from './habits.ts';
import { calendarOf } from './world/calendar.ts';
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

/** A pole with everybody who acts at it. */
export interface Cast {
  readonly riders: ReadonlyMap<string, RiderPhone>;
  readonly drivers: ReadonlyMap<string, DriverPhone>;
  readonly staff: Awaited<ReturnType<typeof staffPhone>>;
}

/** One seat for this many riders (issue 4, Must show). */
const RIDERS_PER_SEAT = 2.5;
const ENROLLED_AT_ONCE = 200;

export async function play(wanted: Wanted, listener?: Listener): Promise<Played> {
  const { seed, days, poles: count, riders } = wanted;
  const share = (index: number) => (index < count ? Math.floor(riders / count) + (index < riders % count ? 1 : 0) : 0);
  const poles = world(seed, { ridersOf: share, ridersPerSeat: RIDERS_PER_SEAT }).slice(0, count);
  const roads = new Map<string, Roads>();
  for (const { pole, setup } of poles) roads.set(pole, await roadsOf(setup, random(`roads ${seed} ${pole}`)));
  const seats = new Map(poles.flatMap(({ setup }) => setup.vehicles.map((vehicle): [string, number] => [vehicle.id, vehicle.seats])));
  const judge = openJudge({ seatsOf: (run) => seats.get(run.split('_')[2]!)!, drive: (pole, from, to) => roads.get(pole)!.pinned(from, to) });

  const calendar = calendarOf(days, seed);
  const agenda = openAgenda(calendar.eve(1, '09:00'));
  const product = await openProduct(wanted, agenda.now, listener);
  try {
    const tally = openTally();
    const post = openPost(tally, random(`post ${seed}`));
    const stage: Stage = { agenda, calendar, product, history: judge.history, bodies: openBodies(judge.history), seed, tally, post, followers: [] };
    const cast: Cast[] = [];
    const coordinator = product.phone();
    await coordinator('staffSignIn', { body: COORDINATOR as unknown as BodyOf<'staffSignIn'> });
    for (const one of poles) cast.push(await castOf(one, roads.get(one.pole)!, days, coordinator, stage));
    const settled = async () => {
      await product.idle();
      stage.post.handOver();
    };
    await settled();
    schedule(stage, cast);
    await agenda.run(calendar.after(days, '03:00'), settled);
    await finish(cast, stage, settled);
    tally.disturbances.otherServer = product.switched;
    return { judge, tally, roads, faults: product.faults };
  } finally {
    await product.close();
  }
}

/** A pole's people, and what each of them means to do. */
async function castOf({ pole, setup, riders: count }: WorldPole, roads: Roads, days: number, coordinator: Call, stage: Stage): Promise<Cast> {
  const { seed, agenda, calendar } = stage;
  await coordinator('setUpPole', { params: { pole }, body: setup });
  const here: PoleStage = { ...stage, pole: { ...setup, pole }, roads, riders: new Map() };
  const drivers = new Map(
    setup.people
      .filter((one) => one.role === 'driver')
      .map((one): [string, DriverPhone] => [one.account, driverPhone(one, here, random(`driver ${seed} ${one.account}`))]),
  );
  const operator = setup.people.find((one) => one.role === 'operator')!;
  const staff = await staffPhone(operator, drivers, here, random(`staff ${seed} ${pole}`));
  const enrolled = await enrolAll(pole, count, coordinator);
  const usuals = usualsOf(setup, roads, count, random(`crews ${seed} ${pole}`));
  for (const [i, credentials] of enrolled.entries()) {
    const draw = random(`rider ${seed} ${pole} ${i}`);
    const phone = await riderPhone(credentials, here, draw);
    here.riders.set(credentials.account, phone);
    for (let day = 1; day <= days; day += 1) {
      const wish = wishOf(credentials.account, usuals[i]!, { day, calendar }, draw);
      if (wish !== undefined) phone.plan(wish);
      loseCoverage(phone, day, stage, draw);
    }
  }
  const weather = random(`blockage ${seed} ${pole}`);
  for (let day = 1; day <= days; day += 1) roads.block(calendar.at(day, '04:00') + weather.next() * 3 * HOUR);
  for (const { first } of calendar.seasons) {
    for (const phone of here.riders.values()) if (first > 1) agenda.at(calendar.eve(first, '09:00'), phone.signIn);
  }
  return { riders: here.riders, drivers, staff };
}

function loseCoverage(phone: RiderPhone, day: number, { calendar, tally }: Stage, draw: ReturnType<typeof random>): void {
  const from = calendar.at(day, '03:00') + draw.next() * 12 * HOUR;
  if (draw.chance(habits.phoneAwayLong)) {
    phone.loseCoverage(from, from + (2 + draw.next() * 3) * HOUR);
    tally.disturbances.hoursOffline += 1;
  } else if (draw.chance(habits.phoneAway)) phone.loseCoverage(from, from + (30 + draw.next() * 60) * MINUTE);
}

async function enrolAll(pole: PoleId, count: number, coordinator: Call) {
  const batches = Array.from({ length: Math.ceil(count / ENROLLED_AT_ONCE) }, (_, i) => Math.min(ENROLLED_AT_ONCE, count - i * ENROLLED_AT_ONCE));
  const enrolled = [];
  for (const [i, size] of batches.entries()) {
    enrolled.push(...(await coordinator('enrol', { params: { pole }, body: { id: `enrol-${pole}-${i}` as BodyOf<'enrol'>['id'], count: size } })).riders);
  }
  return enrolled;
}

/** Everybody finds coverage; then everything is compared and judged. */
async function finish(cast: readonly Cast[], { agenda, history, followers }: Stage, idle: () => Promise<void>): Promise<void> {
  for (const { riders, drivers } of cast) {
    for (const phone of [...drivers.values(), ...riders.values()]) await phone.catchUp();
  }
  await idle();
  history.quiet(agenda.now(), { riders: new Set(), runs: new Set() });
  history.end(agenda.now());
  const waiting = followers.flatMap((one) => one.waitsFor ?? []);
  if (waiting.length > 0) throw new Error(`events never came although later ones did: ${waiting.slice(0, 5).join(', ')}`);
}
