/** A morning for tests: bus 7 with 4 seats, two boarding places, a site; back from the site at noon. Minutes after midnight. */
import { MINUTE, type EpochMs, type LegName, type LegState, type Milliseconds, type RunPerson, type RunStop, type RunView } from '@passaggio/contracts';
import type { Now } from '../time.ts';

export const at = (minutes: number): EpochMs => (minutes * MINUTE) as EpochMs;
/** @param slack  seconds */
export const clock = (minutes: number, slack = 0): Now => ({ at: at(minutes), slack: (slack * 1000) as Milliseconds });
export const who = (name: string, leg: LegName = 'outbound') => ({ ride: `ride-${name}` as RunPerson['ride'], leg });
const codes: { readonly [name: string]: string } = { amina: '1111', bakary: '2222', chidi: '3333', dawda: '4444', ebrima: '5555' };
export const person = (name: string, told: number, leg: LegName = 'outbound', state: LegState = 'planned'): RunPerson => ({
  ...who(name, leg),
  code: (codes[name] ?? '9999') as RunPerson['code'],
  told: at(told),
  state,
});

export const stop = (id: string, minutes: number, on: RunPerson[], off: RunPerson[], more: Partial<RunStop> = {}): RunStop => ({
  stop: id as RunStop['stop'],
  place: { id, name: id },
  kind: id.startsWith('campo') ? 'site' : 'boarding',
  at: [15.5, 41.4],
  plannedArrive: at(minutes),
  plannedDepart: at(minutes + 2),
  expectedArrive: at(minutes),
  expectedDepart: at(minutes + 2),
  arrived: null,
  left: null,
  notBefore: null,
  on,
  off,
  ...more,
});

/** Borgo 05:00 (amina, bakary), Rotonda 05:10 (chidi), campo-12 05:30; campo-back 12:30 (all three), borgo-back 12:55. */
export function morning(more: Partial<RunView> = {}): RunView {
  const out = [person('amina', 300), person('bakary', 300), person('chidi', 310)];
  const back = ['amina', 'bakary', 'chidi'].map((name) => person(name, 750, 'return'));
  return {
    run: 'foggia_2027-07-01_van-7' as RunView['run'],
    pole: 'foggia' as RunView['pole'],
    serviceDate: '2027-07-01' as RunView['serviceDate'],
    plate: { number: 7, licenceTail: '4ZK' },
    seats: 4,
    driver: 'driver-3',
    state: 'under-way',
    version: 1,
    leave: at(290),
    onBoard: 0,
    needsPerson: [],
    estimated: true,
    stops: [
      stop('borgo', 300, out.slice(0, 2), []),
      stop('rotonda', 310, out.slice(2), []),
      stop('campo-12', 330, [], out),
      stop('campo-back', 750, back, []),
      stop('borgo-back', 775, [], back),
    ],
    ...more,
  };
}
