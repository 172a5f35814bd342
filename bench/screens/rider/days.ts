/** What staff do so that a rider's day goes on. */
import { ProblemError, type RunView, type TripKind } from '@passaggio/contracts';
import { fresh, type Login, type Stage } from '../../e2e/stage.ts';

const pole = 'foggia' as never;

/** What staff are told while the product does it. */
const BY_ITSELF = ['stale-version', 'planning-under-way'];

/** Eve of a service date, in the afternoon and just after its cut-off at 20:00 in Rome. */
export const eveOf = (serviceDate: string, clock: '14:00:00' | '18:00:30'): number => Date.parse(`${serviceDate}T${clock}Z`) - 24 * 3_600_000;

/** Published after its cut-off: by staff, or by the product itself, whose minute may strike in between. */
export async function publishDay(stage: Stage, serviceDate: string): Promise<void> {
  stage.time = eveOf(serviceDate, '18:00:30');
  const params = { pole, serviceDate: serviceDate as never };
  for (;;) {
    const { head } = await stage.staff('viewDay', { params });
    if (head.phase === 'published') return;
    await stage.staff('publishDay', { params, body: { id: fresh('publish'), version: head.version } }).catch((error: unknown) => {
      if (!(error instanceof ProblemError && BY_ITSELF.includes(error.problem.code))) throw error;
    });
  }
}

export async function bookFor(stage: Stage, serviceDate: string, { number }: Login, trip: TripKind = 'both'): Promise<void> {
  const wish = { serviceDate, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip, override: false };
  await stage.staff('staffRequestRide', { params: { pole }, body: { id: fresh('ride'), ...wish, rider: number } as never });
}

export async function runOf(stage: Stage, serviceDate: string): Promise<RunView> {
  return (await stage.staff('viewDay', { params: { pole, serviceDate: serviceDate as never } })).runs[0]!;
}
