/** The named points: ports that stop the process at a moment between two steps of the product. */
import { writeSync } from 'node:fs';
import type { Ports } from '../../../server/src/compose.ts';
import type { Entry } from '../../../server/src/ports/store.ts';
import { openBesides } from './besides.ts';
import type { Point } from './orders.ts';

type Store = Ports['store'];
type Log = Ports['log'];

export interface Points {
  readonly store: Store;
  readonly log: Log;
  arm(point: Point): Promise<void>;
}

export function withPoints(store: Store, log: Log): Points {
  let armed: Point | undefined;
  let growths = 0;
  const besides = openBesides();
  const stopAt = (point: Point) => {
    if (armed === point) dieAt(point);
  };
  const commit: Store['commit'] = async (entries, at) => {
    if (entries.some(seatsSomebody)) stopAt('after-insertion');
    if (armed === 'inside-plan-commit' && entries.some(isPlan)) return besides.during(() => store.commit(entries, at));
    const outcomes = await store.commit(entries, at);
    if (entries.some((entry) => entry.command !== undefined) && outcomes.some(({ outcome }) => outcome === 'committed')) stopAt('after-commit');
    return outcomes;
  };
  const rows: Store['rows'] = {
    ...store.rows,
    select(kind, index, equals, range) {
      if (kind === 'route' && index === 'ofDay') stopAt('inside-rebuild'); // a day's rides are being read, its routes are not yet
      return store.rows.select(kind, index, equals, range);
    },
  };
  const onGrowth: Store['onGrowth'] = (listener) =>
    store.onGrowth((streams, stored) => {
      if (armed === 'after-answer') growths += 1; // nobody hears of it: nothing is pushed
      else listener(streams, stored);
    });
  return {
    store: { ...store, commit, rows, onGrowth },
    log: hearing(log, () => growths > 0 && stopAt('after-answer')),
    async arm(point) {
      if (point === 'inside-plan-commit') await besides.ready();
      armed = point;
    },
  };
}

/** Says where, and is killed: no handler, no buffer, no further instruction. */
function dieAt(point: Point): never {
  writeSync(1, `at ${point}\n`);
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}

const seatsSomebody = ({ puts = [] }: Entry) => puts.some((put) => put.kind === 'ride' && put.doc.status === 'accepted');

/** A plan taken over, or published. */
function isPlan({ command, puts = [] }: Entry): boolean {
  const answer = command?.answer;
  return puts.some((put) => put.kind === 'planVersion') || (typeof answer === 'object' && answer !== null && 'bound' in answer);
}

/** The line of a request is written when its answer has left. */
function hearing(log: Log, answered: () => void): Log {
  const info = (line: { readonly operation?: string; readonly status?: number }) => {
    if (line.operation === 'requestRide' && line.status === 200) answered();
  };
  return { ...log, info };
}
