/** A Friday in Foggia, for tests of what happens on a day: asked for on the afternoon before, published at 20:00 in Rome. */
import type { Act, Call, PoleId, RideAsk, RunView, ServiceDate, StreamEvent } from '@passaggio/contracts';
import { fresh, utc, type World } from './world.ts';

export const date = '2027-07-02' as ServiceDate;
export const day = { pole: 'foggia' as PoleId, serviceDate: date };
export const AFTERNOON = '2027-07-01T14:00:00Z';
const CUTOFF = utc('2027-07-01T18:00:30Z');

/** From Borgo Mezzanone to Borgo Tressanti at 06:00 and home at 13:00, but for what is changed. */
export const ask = (change: Partial<Record<keyof RideAsk, string>> = {}) =>
  ({ id: fresh('ride'), serviceDate: date, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', ...change }) as never;

/** The evening's tick plans and publishes. */
export async function cutOff(world: World): Promise<void> {
  world.time = CUTOFF;
  await world.product.tick();
}

let counter = 0;
/** What a driver taps now, with a clock that is right. */
export async function tap(world: World, driver: Call, run: Pick<RunView, 'run'>, act: Act): Promise<void> {
  counter += 1;
  const contact = { serverTime: world.time, elapsed: 0, roundTrip: 0 } as never;
  const facts = [{ counter, run: run.run, deviceTime: world.time as never, contact, act }];
  const { results } = await driver('recordFacts', { body: { device: 'device-day' as never, facts } });
  if (results[0]?.result !== 'taken') throw new Error(`${act.act} was answered ${JSON.stringify(results)}, expected taken`);
}

/** Bodies of a stream's events after a number, the newest last. */
export async function told(world: World, stream: string, after = 0): Promise<StreamEvent['body'][]> {
  const events = await world.ports.store.streams.after(stream, after, 1000);
  return events.map((event) => event.body as StreamEvent['body']);
}
