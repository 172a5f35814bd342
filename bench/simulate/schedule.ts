/** What goes by the clock: the product's own ticks and restarts, shifts at the desk, the evening's look, closing, and moments to compare. */
import { HOUR, MINUTE } from '@passaggio/contracts';
import { random } from '@passaggio/fixtures';
import type { Cast } from './play.ts';
import type { Stage } from './stage.ts';
import type { Season } from './world/calendar.ts';

const SHIFT = 8 * HOUR;

export function schedule(stage: Stage, cast: readonly Cast[]): void {
  const { agenda, calendar, tally } = stage;
  for (const season of calendar.seasons) {
    ticks(season, stage);
    const [noon, end] = [calendar.eve(season.first, '12:00'), calendar.after(season.last, '03:00')];
    const compared = calendar.eve(season.first, '20:15') + 30_000;
    for (let time = compared; time <= end; time += 15 * MINUTE) agenda.at(time, () => stage.history.quiet(agenda.now(), awayOf(cast)));
    for (const { staff } of cast) {
      for (let time = noon; time <= end; time += SHIFT) agenda.at(time, staff.signIn);
    }
    for (let day = season.first; day <= season.last; day += 1) ofDay(day, stage, cast);
    const change = calendar.at(season.first, '04:00') - calendar.eve(season.first, '04:00') - 24 * HOUR;
    if (change > 0) tally.disturbances.clocksBack += 1;
    if (change < 0) tally.disturbances.clocksForward += 1;
  }
}

function ofDay(day: number, stage: Stage, cast: readonly Cast[]): void {
  const { agenda, calendar, seed } = stage;
  const draw = random(`restarts ${seed} ${day}`);
  agenda.at(calendar.eve(day, '17:30') + draw.next() * 2 * HOUR, () => restart(stage));
  agenda.at(calendar.at(day, '05:00') + draw.next() * 2 * HOUR, () => restart(stage));
  for (const { staff } of cast) {
    agenda.at(calendar.eve(day, '20:20'), () => staff.evening(calendar.dateOf(day)));
    agenda.at(calendar.at(day, '22:00'), () => staff.closeDay(calendar.dateOf(day)));
  }
}

/** While nobody drives a look every five minutes sees the same. */
function ticks({ first, last }: Season, { agenda, calendar, product }: Stage): void {
  const every = (minutes: number, from: number, to: number) => {
    for (let time = from; time < to; time += minutes * MINUTE) agenda.at(time, product.tick);
  };
  for (let day = first; day <= last; day += 1) {
    const morning = calendar.at(day, '02:30');
    every(5, day === first ? calendar.eve(day, '12:00') : calendar.eve(day, '18:00'), morning);
    every(1, morning, calendar.at(day, '18:00'));
  }
  every(5, calendar.at(last, '18:00'), calendar.after(last, '03:00'));
}

/** In the middle of everything; every phone that has coverage connects again. */
async function restart({ product, followers, tally }: Stage): Promise<void> {
  await product.restart();
  for (const follower of followers) await follower.reconnect();
  tally.disturbances.restarts += 1;
}

function awayOf(cast: readonly Cast[]) {
  const riders = cast.flatMap((one) => [...one.riders.values()].flatMap((phone) => (phone.away ? [phone.account] : [])));
  const runs = cast.flatMap((one) => [...one.drivers.values()].flatMap((phone) => phone.awayRuns()));
  return { riders: new Set(riders), runs: new Set(runs) };
}
