/** What a driver's device reports of a run: the next things that happen at the next stop. */
import { MINUTE, type Act, type AnswerOf, type BodyOf, type Fact, type RunPerson, type RunView } from '@passaggio/contracts';
import type { Command } from '../commands.ts';
import type { Driver, Pole } from '../town.ts';
import type { Scene } from './scene.ts';

const SOON = 10 * MINUTE;

/** Undefined where no run was met on which anything happens now. */
export function facts(scene: Scene): Command | undefined {
  const pole = scene.draw.pick(scene.town.poles);
  const free = new Map(pole.drivers.filter((one) => !one.waits).map((one) => [one.account, one]));
  const due = [...pole.runs.values()].filter((run) => free.has(run.driver ?? '') && nextActs(run, scene.now()).length > 0);
  if (due.length === 0) return undefined;
  const run = scene.draw.pick(due);
  return report(run, free.get(run.driver!)!, pole, scene);
}

function report(run: RunView, driver: Driver, pole: Pole, { now, verdict }: Scene): Command {
  const device = `device-${driver.account}` as BodyOf<'recordFacts'>['device'];
  const told = nextActs(run, now()).map((act) => ({
    counter: (driver.counter += 1),
    run: run.run,
    deviceTime: Math.round(now()) as Fact['deviceTime'],
    contact: null,
    act,
  }));
  const body: BodyOf<'recordFacts'> = { device, facts: told };
  const other = told.map((fact) => ({ ...fact, deviceTime: (fact.deviceTime + 1) as Fact['deviceTime'] }));
  const results = (answer: unknown) => (answer as AnswerOf<'recordFacts'>).results;
  const id = `${device}.${told[0]!.counter}`;
  let acknowledged = false;
  driver.waits = true;
  return {
    id,
    kind: 'facts',
    async send() {
      const answer = await driver.call('recordFacts', { body });
      if (acknowledged && answer.results.some((one) => one.result === 'taken')) verdict.charge('lost', `fact ${id} was acknowledged and is taken as new`);
      return answer;
    },
    sendOther: async () => results(await driver.call('recordFacts', { body: { device, facts: other } })).every((one) => one.result === 'differs'),
    // the same fact is taken once and then known
    stable: (answer) => results(answer).map(({ counter, result, needsPerson }) => ({ counter, known: result === 'taken' || result === 'replay', needsPerson })),
    took(answer: AnswerOf<'recordFacts'>) {
      acknowledged = true;
      driver.waits = false;
      for (const view of answer.runs) pole.runs.set(view.run, view);
    },
  };
}

function nextActs(run: RunView, now: number): Act[] {
  if (run.state === 'ended') return [];
  const stop = run.stops.find((one) => one.left === null);
  if (stop === undefined || stop.plannedArrive - SOON > now) return [];
  if (run.state === 'planned') return [{ act: 'start' }];
  if (stop.arrived === null) return [{ act: 'arrive', stop: stop.stop }];
  const person = ({ ride, leg }: RunPerson) => ({ ride, leg });
  const off = stop.off.filter((one) => one.state === 'boarded').map((one): Act => ({ act: 'alight', ...person(one) }));
  const on = stop.on
    .filter(({ state }) => state === 'planned' || state === 'on-its-way' || state === 'here')
    .map((one): Act => ({ act: 'board', ...person(one) }));
  const last = run.stops.at(-1) === stop;
  return [...off, ...on, { act: 'leave', stop: stop.stop }, ...(last ? [{ act: 'end' } as const] : [])];
}
