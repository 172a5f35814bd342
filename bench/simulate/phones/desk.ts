/** The desk of a pole's staff: what the parts of their work share, and how an alarm is solved. */
import { HOUR, MINUTE, type Alarm, type BodyOf, type Call, type RunView } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import type { PoleStage } from '../stage.ts';
import { quietly } from './problems.ts';

export type Command = BodyOf<'planDay'>['id'];

/** What the parts of staff's work share. */
export interface Desk {
  readonly stage: PoleStage;
  readonly call: Call;
  readonly draw: Random;
  readonly alarms: Map<string, Alarm>;
  readonly runs: Map<string, RunView>;
  readonly proposed: Map<string, { readonly ride: string; readonly change: string }>;
  id(): Command;
  pole: PoleStage['pole']['pole'] & BodyOf<'requestRide'>['site'];
  close(alarm: Alarm, note: string): Promise<void>;
}

/** Somebody still at a site is fetched by a car of the pole; everything else has solved itself or is talked over. */
export async function solve(desk: Desk, alarm: Alarm): Promise<void> {
  const { stage, call } = desk;
  const { agenda, bodies, history } = stage;
  if (desk.alarms.get(alarm.alarm)?.state === 'closed') return;
  const ride = alarm.ride;
  if (ride === null || bodies.ofRide(ride)?.where !== 'site') return desk.close(alarm, 'spoke to them');
  const told = [...desk.runs.values()].flatMap((run) =>
    run.stops.filter((stop) => stop.left === null && stop.on.some((one) => one.ride === ride && one.leg === 'return')),
  );
  const coming = told.find((stop) => stop.on.some((one) => one.ride === ride && one.state === 'planned') && stop.expectedArrive > agenda.now() - HOUR);
  if (coming !== undefined) {
    agenda.after(20 * MINUTE, () => solve(desk, alarm)); // their bus is on its way
    return undefined;
  }
  bodies.fetch(ride, agenda.now());
  history.said({ at: agenda.now(), ride, what: 'not-returning' });
  const params = { pole: desk.pole as never, serviceDate: alarm.serviceDate, ride };
  await quietly(['too-late-to-cancel'], () => call('notReturning', { params, body: { id: desk.id(), note: 'fetched by the pole' } }));
  return desk.close(alarm, 'fetched by the pole');
}
