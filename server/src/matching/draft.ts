/** The draft of a pole's day in memory: everybody accepted has a seat in it, which is the proof that they can be (P4). */
import type { EpochMs, LegName, RefusalReason, RideId, VehicleId } from '@passaggio/contracts';
import { openPlan, type Inserted, type LivePlan, type NotInserted, type Request, type Route as SolverRoute } from '@passaggio/optimizer';
import type { Frame } from './frame.ts';
import { refusalOf } from './reasons.ts';
import { fromSolver, toSolver, type PlannedRoute } from './routes.ts';
import { toRequest, type LegWish, type Wish } from './wishes.ts';

export type Placed = {
  readonly placed: true;
  /** Begin of boarding, by leg. */ readonly begins: ReadonlyMap<LegName, EpochMs>;
  readonly touched: readonly VehicleId[];
};
export type NotPlaced = { readonly placed: false; readonly reason: RefusalReason };

export interface Draft {
  /** Whether and when there is a seat; changes nothing. */
  trial(wish: Wish): Placed | NotPlaced;
  /**
   * Seats the wish on all its legs, or changes nothing.
   *
   * @param given  what it is bound by from then on, for the begin of boarding it got on each leg
   */
  place(wish: Wish, given: (begins: ReadonlyMap<LegName, EpochMs>) => Wish): Placed | NotPlaced;
  /** Frees a ride's seats; none where a route could not do without it: it stays in the draft, with nobody in it. */
  remove(ride: RideId): readonly VehicleId[];
  /** A vehicle's route as it is now. */
  route(vehicle: VehicleId): PlannedRoute;
  /** A vehicle's route with the draft's own times, whatever times it was opened with. */
  retimed(vehicle: VehicleId): PlannedRoute;
}

/**
 * @param routes  the routes as stored
 * @param wishes  of everybody on them, bound by what they were told
 * @param frozen  how many first stops of a vehicle's route have happened or are under way
 * @throws where a stored route breaks a rule: found and expected
 */
export function openDraft(frame: Frame, routes: readonly PlannedRoute[], wishes: readonly Wish[], frozen: (vehicle: VehicleId) => number = () => 0): Draft {
  const rides: RideId[] = wishes.map((wish) => wish.ride);
  const requestOf = new Map(rides.map((ride, i) => [ride, i]));
  const wishOf = new Map(wishes.map((wish) => [wish.ride, wish]));
  const current = new Map(routes.map((route) => [route.vehicle, route]));
  const requests = wishes.map((wish) => toRequest(wish.legs, frame, { count: 1, mandatory: true, priority: 0 }));
  const start = routes
    .filter((route) => route.stops.length > 0)
    .map((route): SolverRoute => ({
      ...toSolver(
        route,
        frame,
        (ride) => requestOf.get(ride)!,
        (ride) => wishOf.get(ride)!,
      ),
      frozen: Math.max(frozen(route.vehicle), leftBehind(route)),
    }));
  const plan: LivePlan = openPlan({ ...frame.base, requests }, start);

  // what was refused is refused to whoever asks for the same, until the draft changes
  const refused = new Map<string, NotPlaced>();
  const attempt = (wish: Wish, search: (request: Request) => Inserted | NotInserted): Inserted | NotPlaced => {
    const key = JSON.stringify(wish.legs);
    const known = refused.get(key);
    if (known !== undefined) return known;
    const result = search(request(wish));
    if (result.inserted) return result;
    const answer: NotPlaced = { placed: false, reason: refusalOf(result.reason) };
    refused.set(key, answer);
    return answer;
  };
  const adopt = (vehicles: readonly number[]): VehicleId[] => {
    refused.clear();
    return vehicles.map((index) => {
      const vehicle = frame.vehicleIds[index]!;
      const draw = (request: number, leg: number) => [{ ride: rides[request]!, leg: wishOf.get(rides[request]!)!.legs[leg]!.leg }];
      current.set(vehicle, fromSolver(plan.route(index), frame, draw, current.get(vehicle)));
      return vehicle;
    });
  };
  const request = (wish: Wish) => toRequest(wish.legs, frame, { count: 1, mandatory: true, priority: 0 });
  const placedAs = (wish: Wish, result: Inserted): Placed => ({
    placed: true,
    begins: beginsOf(wish.legs, result, frame),
    touched: result.touched.map((index) => frame.vehicleIds[index]!),
  });

  return {
    trial(wish) {
      const result = attempt(wish, plan.tryInsert);
      return 'placed' in result ? result : placedAs(wish, result);
    },
    place(wish, given) {
      const result = attempt(wish, plan.insert);
      if ('placed' in result) return result;
      const placed = placedAs(wish, result);
      const bound = given(placed.begins);
      plan.narrow(result.request, request(bound).legs);
      rides[result.request] = wish.ride;
      requestOf.set(wish.ride, result.request);
      wishOf.set(wish.ride, bound);
      adopt(result.touched);
      return placed;
    },
    remove(ride) {
      const index = requestOf.get(ride);
      if (index === undefined) throw new Error(`${ride} is not in the draft of ${rides.length} requests`);
      const { removed, touched } = plan.remove(index);
      if (removed) requestOf.delete(ride);
      return adopt(touched);
    },
    retimed(vehicle) {
      adopt([frame.vehicleIndex.get(vehicle)!]);
      return current.get(vehicle)!;
    },
    route: (vehicle) => current.get(vehicle) ?? { vehicle, leave: frame.origin, return: frame.origin, stops: [], stopsMade: 0 },
  };
}

/** First stops that nobody is left at: kept since they had happened, whatever a clock says that was put back meanwhile. Without a window they would begin hours before. */
function leftBehind({ stops }: PlannedRoute): number {
  const first = stops.findIndex(({ on, off }) => on.length + off.length > 0);
  return first < 0 ? stops.length : first;
}

function beginsOf(legs: readonly LegWish[], result: Inserted, frame: Frame): Map<LegName, EpochMs> {
  return new Map(legs.map((leg, i) => [leg.leg, (frame.origin + result.begins[i]! * 1000) as EpochMs]));
}
