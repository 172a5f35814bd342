/** One run, driven: where the bus is, when it sets out, and the way home. Stops are served in serve.ts. */
import type { Act, RunStop, RunView } from '@passaggio/contracts';
import { habits } from '../habits.ts';
import type { AtStop, Driving } from './atStop.ts';
import { serve } from './serve.ts';

export interface Drive {
  /** A newer view arrived. */
  see(view: RunView): void;
}

export function openDrive(first: RunView, driving: Driving): Drive {
  const { stage, handset } = driving;
  const { agenda, history, roads, bodies, tally } = stage;
  const left = new Set<string>();
  const done: AtStop['done'] = new Map();
  let view = first;
  let place = '';
  let standing = true;
  let started = false;
  let plans = 0;
  history.run(first, 'driver', agenda.now());

  const see = (news: RunView) => {
    if (news.version < view.version) return;
    view = news;
    history.run(news, 'driver', agenda.now());
    proceed();
  };
  const act = async (deed: Act) => {
    handset().note(deed);
    await handset().send();
  };
  const go = (to: string, arrive: () => Promise<void>) => {
    const [from, departed] = [place, agenda.now()];
    const took = roads.drive(from, to, departed);
    standing = false;
    tally.vehicleTime += took;
    agenda.after(took, () => {
      place = to;
      history.moved({ pole: stage.pole.pole, vehicle: view.run.split('_')[2]!, from, to, departed, arrived: agenda.now() });
      return arrive();
    });
  };
  /** Sets out in time for the next stop: early enough, and early by a margin where nobody is on board. */
  const proceed = () => {
    if (!standing) return;
    const plan = (plans += 1);
    const next = view.stops.find((stop) => !left.has(stop.stop));
    if (next === undefined) {
      if (started && place !== '') go('', end);
      return;
    }
    const way = roads.pinned(place, next.place.id);
    const margin = bodies.aboard(view.run).length === 0 ? way * habits.margin.share + habits.margin.extra : 0;
    agenda.at(next.plannedArrive - way - margin, async () => {
      if (plan !== plans) return; // planned anew since
      standing = false;
      if (!started) {
        started = true;
        await act({ act: 'start' });
      }
      go(next.place.id, () => arrive(next.stop));
    });
  };
  const arrive = async (id: string) => {
    const arrived = agenda.now();
    const stop = () => view.stops.find((one) => one.stop === id);
    history.arrived({ run: view.run, stop: id, at: arrived });
    await act({ act: 'arrive', stop: id as RunStop['stop'] });
    const leave = async () => {
      tally.vehicleTime += agenda.now() - arrived;
      history.departed({ run: view.run, stop: id, at: agenda.now() });
      left.add(id);
      standing = true;
      await act({ act: 'leave', stop: id as RunStop['stop'] });
      proceed();
    };
    serve({ ...driving, run: view.run, seats: view.seats, stop, done, act, left: leave }, arrived);
  };
  const end = async () => {
    standing = true;
    await act({ act: 'end' });
    proceed();
  };
  return { see };
}
