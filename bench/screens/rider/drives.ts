/** The bus of a rider's story: a driver who sends facts without a phone. */
import { client } from '@passaggio/contracts';
import { DRIVER, type Login, type Stage } from '../../e2e/stage.ts';

export interface Drives {
  /** One fact, at the server's time. */
  act(deed: object): Promise<void>;
}

export async function drives(stage: Stage, serviceDate: string): Promise<Drives> {
  let cookie = '';
  const call = client(async (path, init) => {
    const response = await fetch(stage.origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin: stage.origin, cookie } });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  });
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
