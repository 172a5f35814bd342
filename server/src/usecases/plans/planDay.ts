/** The day is optimised as a whole. Nobody accepted is lost; who waited may get a seat; who asks meanwhile is answered after. */
import { MINUTE, type EpochMs, type PlanAnswer, type RideId } from '@passaggio/contracts';
import { waitingList } from '../../domain/days/state.ts';
import type { Ride } from '../../domain/documents.ts';
import { rules } from '../../domain/rules.ts';
import { headView } from '../../domain/days/view.ts';
import { addDays } from '../../domain/time.ts';
import type { Frame } from '../../matching/frame.ts';
import type { PlanResult, PlanTask } from '../../matching/planDay.ts';
import { windowAround } from '../../matching/wishes.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Solver } from '../../ports/solver.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook, DayKey, Decision } from '../days/book.ts';
import { boundWishes, draftOf, seated } from '../days/drafts.ts';
import type { DayWork, LoadedDay } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { leftOutOf, settle } from '../rides/requestRide.ts';
import { findCode, giveBackCode, takeCode } from '../rides/codes.ts';
import { freshWish, unseat } from '../rides/seat.ts';

export interface PlanNeeds {
  readonly book: DayBook;
  readonly reads: Reads;
  readonly ids: Ids;
  readonly solver: Solver;
  readonly budget: PlanTask['budget'];
}

/** A planning that has not ended by then is taken for dead, and the day goes on with the draft it had. */
const PLANNING_AT_MOST = 3 * MINUTE;

/** A plan is made once more where the day has changed under it. */
const ATTEMPTS = 2;

/** A plan that does not hold on the day as it is stored now: a driver's hours or the pole changed while it was made. */
class Overtaken extends Error {}

/** @param version  what staff saw; undefined at the cut-off */
export async function planDay(at: DayKey, decision: Decision | undefined, version: number | undefined, needs: PlanNeeds): Promise<PlanAnswer> {
  const { book, ids } = needs;
  const known = decision && (await book.known(decision));
  if (known !== undefined) return known as PlanAnswer;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { task, frame } = await beginOn(at, attempt === 1 ? version : undefined, needs);
    const result = await needs.solver.planDay(task).catch(async (cause: unknown) => {
      await book.change(at, undefined, (work) => giveUp(work, ids));
      throw cause;
    });
    try {
      return await book.change(at, decision, (work) => adopt(work, result, frame, ids));
    } catch (cause) {
      if (!(cause instanceof Overtaken)) throw cause;
      await book.change(at, undefined, (work) => (attempt < ATTEMPTS ? reopen(work, ids) : giveUp(work, ids)));
    }
  }
  throw new NotPossible('stale-version', 'the day kept changing while it was planned; its draft stands');
}

/** What the solver is to do, and the day's hours and ways as they were then. */
interface Begun {
  readonly task: PlanTask;
  readonly frame: Frame;
}

async function beginOn(at: DayKey, version: number | undefined, needs: PlanNeeds): Promise<Begun> {
  const priorities = await leftOutLately(at, needs);
  return needs.book.change(at, undefined, (work) => begin(work, version, priorities, needs.budget));
}

/** Left out today goes first tomorrow: counted again now, for whoever booked before they were left out. */
async function leftOutLately({ pole, serviceDate }: DayKey, { book, reads }: PlanNeeds): Promise<ReadonlyMap<string, number>> {
  const waiting = await book.read({ pole, serviceDate }, (day) => waitingList(day).map(({ id, rider }) => ({ id, rider })));
  const counts = waiting.map(
    async ({ id, rider }) => [id, leftOutOf(await reads.rides.ofRider(rider, addDays(serviceDate, -rules.daysAhead), addDays(serviceDate, -1)))] as const,
  );
  return new Map(await Promise.all(counts));
}

function begin(work: DayWork, version: number | undefined, priorities: ReadonlyMap<string, number>, budget: PlanTask['budget']): Begun {
  const { day, now } = work;
  checkPlannable(day, version);
  for (const ride of waitingList(day)) {
    const priority = priorities.get(ride.id) ?? ride.priority;
    if (priority !== ride.priority) work.ride({ ...ride, priority });
  }
  const waiting = waitingList(day).flatMap((ride) => freshWish(work, ride) ?? []);
  const { config, matrix, available, frame } = day;
  const routes = [...day.routes.values()].map(({ vehicle, leave, return: back, stops, stopsMade }) => ({ vehicle, leave, return: back, stops, stopsMade }));
  work.head({ phase: 'planning', planningUntil: (now + PLANNING_AT_MOST) as EpochMs });
  return { task: { config, origin: frame.origin, matrix, available, routes, accepted: boundWishes(day), waiting, budget }, frame };
}

export function checkPlannable(day: LoadedDay, version: number | undefined): void {
  if (version !== undefined && day.head.revision !== version)
    throw new NotPossible('stale-version', `the day is at version ${day.head.revision}, not ${version}`);
  if (day.head.phase === 'planning') throw new NotPossible('planning-under-way', 'this day is being planned');
  if (day.head.phase !== 'open') throw new NotPossible('already-published', 'this day is published');
}

/**
 * The result on top of what happened while the solver ran: only cancellations and people to be answered now.
 *
 * @param frame  what the result was made on
 * @throws Overtaken
 */
function adopt(work: DayWork, result: PlanResult, frame: Frame, ids: Ids): PlanAnswer {
  const { day } = work;
  if (day.head.phase !== 'planning') throw new NotPossible('stale-version', 'the planning took too long and was given up');
  const waited = waitingList(day).map((ride) => ride.id as RideId);
  for (const route of result.routes) work.route(route);
  day.draft = undefined;
  const gone: Ride[] = [];
  for (const { ride: id, begins } of result.seated) {
    const ride = day.rides.get(id)!;
    const wish = freshWish(work, ride)!;
    const code = ride.status === 'waiting' ? findCode(work, ride, ids) : undefined;
    if (code === undefined) gone.push(ride); // cancelled meanwhile, or every code is held
    const promises = Object.fromEntries(
      wish.legs.map((leg) => [leg.leg, { window: windowAround(leg.leg, begins.get(leg.leg)!, leg), told: null, proposed: null, maxRide: leg.maxRide }]),
    );
    if (code !== undefined) {
      takeCode(work, ride, code);
      work.ride({ ...ride, status: 'accepted', reason: null, alternatives: [], code, ...promises });
    } else day.rides.set(id, { ...ride, ...promises }); // only so that its seat can be taken out below
  }
  if (day.frame !== frame) checkHolds(work);
  const cancelled = [...day.rides.values()].filter((ride) => ride.status === 'cancelled' && seated(day, ride));
  for (const ride of [...gone, ...cancelled.filter((one) => !gone.includes(one))]) unseat(work, day.rides.get(ride.id as RideId)!);
  for (const ride of gone) if (ride.status === 'waiting') day.rides.set(ride.id as RideId, ride); // as it is stored
  for (const id of day.rides.keys()) giveBackCode(work, id);
  work.head({ phase: 'open', planningUntil: null, planNumber: day.head.planNumber + 1 });
  answerThoseWhoAsked(work, ids);
  work.mention(waited);
  return {
    head: headView(day.head),
    served: [...day.rides.values()].filter((ride) => ride.status === 'accepted').length,
    leftOut: [...result.leftOut],
    vehicles: result.vehicles,
    cost: result.cost,
    bound: result.bound,
  };
}

/** The day was read anew meanwhile, so its drivers' hours may be shorter, and its vehicles others. */
function checkHolds(work: DayWork): void {
  try {
    draftOf(work);
  } catch (cause) {
    throw new Overtaken('the plan does not hold on the day as it is now', { cause });
  }
}

/** The draft as it was stands: it keeps every promise. */
function reopen(work: DayWork, ids: Ids): void {
  if (work.day.head.phase !== 'planning') return;
  work.head({ phase: 'open', planningUntil: null });
  for (const ride of work.day.rides.values()) if (ride.status === 'cancelled' && seated(work.day, ride)) unseat(work, ride);
  for (const id of work.day.rides.keys()) giveBackCode(work, id);
  answerThoseWhoAsked(work, ids);
}

/** As before the planning; staff hear of it. */
function giveUp(work: DayWork, ids: Ids): void {
  if (work.day.head.phase !== 'planning') return;
  reopen(work, ids);
  raise(work, { kind: 'plan-failed', about: String(work.day.head.version), detail: 'the day could not be optimised; the draft stands' });
}

/** Takes up a day whose planning died with its process. */
export function recoverPlanning(at: DayKey, { book, ids }: Pick<PlanNeeds, 'book' | 'ids'>): Promise<void> {
  return book.change(at, undefined, (work) => {
    if (work.day.head.phase === 'planning' && work.now > (work.day.head.planningUntil ?? 0)) giveUp(work, ids);
  });
}

function answerThoseWhoAsked(work: DayWork, ids: Ids): void {
  draftOf(work);
  const asked = [...work.day.rides.values()].filter((ride) => ride.status === 'requested').toSorted((a, b) => a.askedAt - b.askedAt);
  for (const ride of asked) settle(work, ride, ids);
}
