/** The bus of a rider's story: a driver who sends facts without a phone. */
import { caller, DRIVER, type Login, type Stage } from '../../e2e/stage.ts';

export interface Drives {
  /** One fact, at the server's time. */
  act(deed: object): Promise<void>;
}

export async function drives(stage: Stage, serviceDate: string): Promise<Drives> {
  const call = caller(stage.origin);
  await call('driverSignIn', { body: DRIVER as Login });
  const { run } = (await call('myRuns', {})).runs.find((one) => one.serviceDate === serviceDate)!;
  let counter = 0;
  return {
    async act(deed) {
      counter += 1;
      const contact = { serverTime: stage.time, elapsed: 0, roundTrip: 0 };
      const body = { device: `device-screens-${serviceDate}`, facts: [{ counter, run, deviceTime: stage.time, contact, act: deed }] };
      const { results } = await call('recordFacts', { body: body as never });
      if (results[0]!.result !== 'taken') throw new Error(`${JSON.stringify(deed)}: ${results[0]!.result}, expected taken`);
    },
  };
}
