/** After the plan was published staff move a trip: a few minutes later without a word, or further with a question to everybody on it. */
import { HOUR, ProblemError, type ServiceDate } from '@passaggio/contracts';
import type { Desk } from './desk.ts';

const TRIES = 6;

export async function moveATrip(desk: Desk, serviceDate: ServiceDate): Promise<void> {
  const { draw, call, stage } = desk;
  const runs = [...desk.runs.values()].filter((run) => run.serviceDate === serviceDate && run.stops.length > 0);
  const params = { pole: desk.pole as never, serviceDate };
  for (let tries = 0; tries < TRIES && runs.length > 0; tries += 1) {
    const run = draw.pick(runs);
    const stop = draw.pick(run.stops);
    const minutes = stop.on.some((one) => one.leg === 'return') ? draw.pick([10, 8, 3]) : draw.pick([-3, 2, 6]);
    try {
      const { holds, awaiting, change } = await call('retimeTrip', { params, body: { id: desk.id(), run: run.run, stop: stop.stop, minutes } });
      // whoever has not answered in two hours is rung up
      if (!holds) stage.agenda.after(2 * HOUR, () => ringUp(desk, serviceDate, awaiting, change));
      return;
    } catch (cause) {
      if (!(cause instanceof ProblemError) || cause.problem.code !== 'change-not-possible') throw cause;
    }
  }
}

async function ringUp(desk: Desk, serviceDate: ServiceDate, awaiting: readonly string[], change: string): Promise<void> {
  const { agenda, history } = desk.stage;
  for (const ride of awaiting) {
    if (!desk.draw.chance(0.7)) continue;
    history.said({ at: agenda.now(), ride, what: 'acknowledge', change });
    const params = { pole: desk.pole as never, serviceDate, ride: ride as never };
    try {
      await desk.call('acknowledgeFor', { params, body: { id: desk.id(), change } });
    } catch (cause) {
      if (!(cause instanceof ProblemError) || cause.problem.code !== 'nothing-to-acknowledge') throw cause;
    }
  }
}
