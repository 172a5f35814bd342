/** A run by its id. */
import type { PoleId, RunId, RunView, ServiceDate, VehicleId } from '@passaggio/contracts';
import { mayRead, type Subject } from '../../domain/access.ts';
import type { Run } from '../../domain/documents.ts';
import { runView } from '../../domain/runs/view.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook, DayKey } from '../days/book.ts';

/** `pole_date_vehicle`: slugs have no underscore. */
export function dayOfRun(run: RunId): DayKey & { readonly vehicle: VehicleId } {
  const [pole, serviceDate, vehicle] = run.split('_');
  return { pole: pole as PoleId, serviceDate: serviceDate as ServiceDate, vehicle: vehicle as VehicleId };
}

/**
 * The run that an account names, if it is one of its own or of its poles; no such run and somebody else's look alike. Asked before a
 * command on a run is looked up: what an answer shows is what was found here, never what the request says.
 */
export async function findRunFor(actor: Subject, id: RunId, { runs }: Pick<Reads, 'runs'>): Promise<Run | undefined> {
  const run = await runs.find(id);
  return run !== undefined && mayRead(`run:${id}`, actor, run) ? run : undefined;
}

/** As it is seen now. Only for whoever may see it: `findRunFor`, `mayFollow`. */
export async function viewRun(run: RunId, book: DayBook): Promise<RunView | undefined> {
  const at = dayOfRun(run);
  return book.read(at, (day) => {
    const route = day.routes.get(at.vehicle);
    return route === undefined || !day.runs.has(at.vehicle) ? undefined : runView(day, route);
  });
}
