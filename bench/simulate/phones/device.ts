/** A driver's device: facts are kept until there is coverage, sent in batches in order, and sent again where the answer was lost. */
import type { Act, BodyOf, Call, Fact, RunView } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { Stage } from '../stage.ts';

const BATCH = 200;
const ROUND_TRIP = 180;

export interface Device {
  /** Notes an act as happening now. */
  note(run: RunView['run'], act: Act): void;
  /** Sends what waits, where there is coverage. */
  send(call: Call): Promise<readonly RunView[]>;
  away: boolean;
}

export function openDevice(name: string, { agenda }: Stage, draw: Random): Device {
  const waiting: Fact[] = [];
  const skew = Math.round(draw.normal() * 60_000);
  const drift = (draw.next() - 0.5) / 10_000; // within what clocks of phones may be off
  let [counter, contact] = [0, undefined as number | undefined];
  const device = {
    away: false,
    note(run: RunView['run'], act: Act) {
      const elapsed = contact === undefined ? 0 : Math.max(0, Math.round((agenda.now() - contact) * (1 + drift)));
      const times = { deviceTime: agenda.now() + skew, contact: contact === undefined ? null : { serverTime: contact, elapsed, roundTrip: ROUND_TRIP } };
      waiting.push({ counter: (counter += 1), run, ...times, act } as Fact);
    },
    async send(call: Call): Promise<readonly RunView[]> {
      if (device.away) return [];
      let runs: readonly RunView[] = [];
      while (waiting.length > 0) {
        const body: BodyOf<'recordFacts'> = { device: name as BodyOf<'recordFacts'>['device'], facts: waiting.slice(0, BATCH) };
        if (draw.chance(habits.answerLost)) await call('recordFacts', { body });
        const answer = await call('recordFacts', { body });
        const failed = answer.results.find((one) => one.result !== 'taken' && one.result !== 'replay');
        if (failed !== undefined) throw new Error(`${name}: fact ${failed.counter} was answered ${failed.result}, expected taken or replay`);
        waiting.splice(0, body.facts.length);
        contact = answer.now;
        runs = answer.runs;
      }
      return runs;
    },
  };
  return device;
}
