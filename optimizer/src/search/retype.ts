/** The vehicle type as a decision of the search: a route changes to a vehicle that stands unused. */
import type { Plan } from '../model/plan.ts';
import { buildRoute, emptyRoute, legOf } from '../model/route.ts';
import type { Random } from '../random.ts';

/** Share of steps that begin with a change of vehicle. */
const SHARE = 0.15;

/** Now and then gives a random route another type or depot, where its rules allow; what follows in the step uses or undoes it. */
export function retype(plan: Plan, random: Random): void {
  if (plan.problem.types.length < 2 || random.next() >= SHARE) return;
  const used = plan.routes.filter((route) => route.n > 0 && route.frozen === 0);
  const idle = plan.routes.filter((route) => route.n === 0);
  if (used.length === 0 || idle.length === 0) return;
  const route = used[random.int(used.length)]!;
  const type = plan.problem.vehicles[route.vehicle]!.type;
  const others = idle.filter((one) => plan.problem.vehicles[one.vehicle]!.type !== type);
  if (others.length === 0 || route.stops.some((stop) => stop.on.some((part) => legOf(plan.problem, part).vehicle !== undefined))) return;
  const { vehicle } = others[random.int(others.length)]!;
  const moved = buildRoute(plan.problem, vehicle, route.stops, 0);
  if (typeof moved === 'number') return;
  plan.routes[vehicle] = moved;
  plan.routes[route.vehicle] = emptyRoute(route.vehicle);
}
