/** A driver's device: facts are kept until there is coverage, sent in batches in order, and sent again where the answer was lost. */
import { HOUR, type Act, type BodyOf, type Call, type Fact, type RunView } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { Stage } from '../stage.ts';

type Batch = BodyOf<'recordFacts'>;

const BATCH = 200;
const ROUND_TRIP = 180;

export interface Device {
  /** Notes an act as happening now. */
  note(run: RunView['run'], act: Act): void;
  /** Sends what waits, where there is coverage. */
  send(call: Call): Promise<readonly RunView[]>;
  leave(): void;
  /** Back in coverage, where the network may set the clock. */
  back(): void;
  readonly away: boolean;
}

export function openDevice(name: string, { agenda, tally }: Stage, draw: Random): Device {
  const { disturbances } = tally;
  let waiting: Fact[] = [];
  const wrong = draw.chance(habits.clockWrong);
  let skew = Math.round(wrong ? (draw.chance(0.5) ? 1 : -1) * (1 + draw.next() * 8) * HOUR : draw.normal() * 60_000);
  if (wrong) disturbances.wrongClocks += 1;
  const drift = (draw.next() - 0.5) / 10_000; // within what clocks of phones may be off
  const begun = agenda.now();
  let [counter, contact, away] = [0, undefined as number | undefined, false];
  const steady = () => ({ life: `life of ${name}`, steady: Math.round((agenda.now() - begun) * (1 + drift)) });
  const clocks = () => ({ deviceTime: agenda.now() + skew, clock: steady() });
  const deliver = async (call: Call, facts: readonly Fact[]) => {
    const body = { device: name, sent: clocks(), facts } as unknown as Batch;
    if (draw.chance(habits.answerLost)) {
      await call('recordFacts', { body });
      disturbances.duplicates += 1;
    }
    const answer = await call('recordFacts', { body });
    const failed = answer.results.find((one) => one.result !== 'taken' && one.result !== 'replay');
    if (failed !== undefined) throw new Error(`${name}: fact ${failed.counter} was answered ${failed.result}, expected taken or replay`);
    return answer;
  };
  return {
    get away() {
      return away;
    },
    leave: () => void (away = true),
    back() {
      away = false;
      if (Math.abs(skew) < HOUR) return;
      const isSet = draw.chance(habits.clockSet);
      if (!isSet && disturbances.clocksSet > 0) return; // each seed sees it at least once
      skew = 0;
      disturbances.clocksSet += 1;
    },
    note(run, act) {
      const elapsed = contact === undefined ? 0 : Math.max(0, Math.round((agenda.now() - contact) * (1 + drift)));
      const times = contact === undefined ? { contact: null, clock: steady() } : { contact: { serverTime: contact, elapsed, roundTrip: ROUND_TRIP } };
      waiting.push({ counter: (counter += 1), run, deviceTime: agenda.now() + skew, ...times, act } as Fact);
    },
    async send(call) {
      if (away) return [];
      let runs: readonly RunView[] = [];
      while (waiting.length > 0) {
        const batch = waiting.slice(0, BATCH);
        const half = Math.floor(batch.length / 2);
        if (half > 0 && draw.chance(habits.batchReordered)) {
          await deliver(call, batch.slice(half)); // and then all of them, as after an answer that was lost
          disturbances.reordered += 1;
        }
        const answer = await deliver(call, batch);
        waiting = waiting.slice(batch.length);
        contact = answer.now;
        runs = answer.runs;
      }
      return runs;
    },
  };
}
