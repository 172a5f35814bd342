/** A run by its id. */
import type { PoleId, RunId, RunView, ServiceDate, VehicleId } from '@passaggio/contracts';
import { runView } from '../../domain/runs/view.ts';
import type { DayBook, DayKey } from '../days/book.ts';

/** `pole_date_vehicle`: slugs have no underscore. */
export function dayOfRun(run: RunId): DayKey & { readonly vehicle: VehicleId } {
  const [pole, serviceDate, vehicle] = run.split('_');
  return { pole: pole as PoleId, serviceDate: serviceDate as ServiceDate, vehicle: vehicle as VehicleId };
}

export async function findRun(run: RunId, book: DayBook): Promise<RunView | undefined> {
  const at = dayOfRun(run);
  return book.read(at, (day) => {
    const route = day.routes.get(at.vehicle);
    return route === undefined || !day.runs.has(at.vehicle) ? undefined : runView(day, route);
  });
}
