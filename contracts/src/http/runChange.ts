/** What is new about a run: a driver's tap is a few hundred bytes on its way to a phone, where the whole run is twenty thousand. */
import * as z from 'zod/mini';
import { RunId, StopId, named } from '../units.ts';
import { RunStop, RunView } from './runs.ts';

export const StopChange = z.extend(z.partial(z.omit(RunStop, { stop: true })), { stop: StopId });
export type StopChange = z.infer<typeof StopChange>;

/** Fields that are missing are as they were; stops are those of before, in their order. */
export const RunChange = named(
  z.extend(z.partial(z.omit(RunView, { run: true, version: true, stops: true })), { run: RunId, version: z.int(), stops: z.array(StopChange) }),
  'RunChange',
);
export type RunChange = z.infer<typeof RunChange>;

type Fields = { readonly [name: string]: unknown };

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const news = (before: Fields, after: Fields): Fields => Object.fromEntries(Object.entries(after).filter(([name, value]) => !same(before[name], value)));

/** @returns null where nothing is new but the version, undefined where the stops are others and the whole run must be told */
export function changeOf(before: RunView, after: RunView): RunChange | null | undefined {
  const { stops: was, version: _, ...old } = before;
  const { stops: is, version, ...run } = after;
  if (was.length !== is.length || was.some(({ stop }, i) => stop !== is[i]!.stop)) return undefined;
  const stops = is.flatMap((stop, i) => {
    const changed = news(was[i]!, stop);
    return Object.keys(changed).length === 0 ? [] : [{ stop: stop.stop, ...changed }];
  });
  const changed = news(old, run);
  return stops.length === 0 && Object.keys(changed).length === 0 ? null : { ...changed, run: run.run, version, stops };
}

/** The run with what is new; as it is where it knows that already. */
export function withChange(run: RunView, { stops, ...change }: RunChange): RunView {
  if (change.version <= run.version) return run;
  const byId = new Map(stops.map((stop) => [stop.stop, stop]));
  return { ...run, ...change, stops: run.stops.map((stop) => ({ ...stop, ...byId.get(stop.stop) })) };
}
