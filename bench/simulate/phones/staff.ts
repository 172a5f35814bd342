/** A pole's staff: see the day, ring drivers about their runs, acknowledge and solve alarms, move a trip now and then, close the day. */
import { MINUTE, withChange, type Alarm, type AnswerOf, type PoleEvent, type PoleSetup, type RunView, type ServiceDate } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { PoleStage } from '../stage.ts';
import { closeDay } from './closing.ts';
import { solve, type Command, type Desk } from './desk.ts';
import type { DriverPhone } from './driver.ts';
import { follow } from './follow.ts';
import { moveATrip } from './retiming.ts';

export interface StaffPhone {
  /** Each shift at the desk begins with signing in. */
  signIn(): Promise<void>;
  evening(serviceDate: ServiceDate): Promise<void>;
  closeDay(serviceDate: ServiceDate): Promise<void>;
}

export async function staffPhone(
  operator: PoleSetup['people'][number],
  drivers: ReadonlyMap<string, DriverPhone>,
  stage: PoleStage,
  draw: Random,
): Promise<StaffPhone> {
  const { agenda, history } = stage;
  const call = stage.product.phone();
  const { number, pin } = operator;
  const signIn = async () => void (await call('staffSignIn', { body: { number, pin } }));
  await signIn();
  let commands = 0;
  const desk: Desk = {
    stage,
    call,
    draw,
    alarms: new Map(),
    runs: new Map(),
    proposed: new Map(),
    pole: stage.pole.pole as Desk['pole'],
    id: () => `${operator.account}-${(commands += 1)}`.padStart(12, '-') as Command,
    async close(alarm, note) {
      await call('closeAlarm', { params: { pole: desk.pole as never, alarm: alarm.alarm }, body: { id: desk.id(), note } });
    },
  };
  const run = (view: RunView) => {
    history.run(view, 'staff', agenda.now());
    desk.runs.set(view.run, view);
    if (view.driver !== null && view.stops.length > 0) drivers.get(view.driver)?.told(view);
  };
  const alarm = (one: Alarm) => {
    history.alarm(one, agenda.now());
    const fresh = !desk.alarms.has(one.alarm);
    desk.alarms.set(one.alarm, one);
    if (fresh) agenda.after((2 + draw.next() * 8) * MINUTE, () => acknowledge(desk, one));
  };
  const take = (event: PoleEvent) => {
    if (event.type === 'run') run(event.run);
    else if (event.type === 'run-change') run(withChange(desk.runs.get(event.change.run)!, event.change));
    else if (event.type === 'person') history.person(event.person, agenda.now());
    else if (event.type === 'alarm') alarm(event.alarm);
    else history.head(event.head, agenda.now());
  };
  await follow(
    {
      stream: `pole:${desk.pole}`,
      call,
      signIn,
      sync: 'staffSync',
      event: (event) => take(event as PoleEvent),
      snapshot: (snapshot) => snapshot.of === 'pole' && snapshot.days.forEach((day) => takeDay(day, take)),
    },
    stage,
  );
  return {
    signIn,
    evening: (serviceDate) => (draw.chance(habits.retimes) ? moveATrip(desk, serviceDate) : Promise.resolve()),
    closeDay: (serviceDate) => closeDay(desk, serviceDate),
  };
}

function takeDay(day: AnswerOf<'viewDay'>, take: (event: PoleEvent) => void): void {
  day.people.forEach((person) => take({ v: 1, type: 'person', serviceDate: day.head.serviceDate, person }));
  day.runs.forEach((run) => take({ v: 1, type: 'run', run }));
  day.alarms.forEach((alarm) => take({ v: 1, type: 'alarm', alarm }));
  take({ v: 1, type: 'head', head: day.head });
}

async function acknowledge(desk: Desk, alarm: Alarm): Promise<void> {
  const { call, stage, draw } = desk;
  await call('acknowledgeAlarm', { params: { pole: desk.pole as never, alarm: alarm.alarm }, body: { id: desk.id(), note: '' } });
  if (draw.chance(0.7)) stage.agenda.after((20 + draw.next() * 30) * MINUTE, () => solve(desk, alarm));
}
