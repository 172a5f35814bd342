/** What the server would not take: kept in words, so that the driver can tell dispatch what would be lost otherwise. Pure. */
import type { Act, EpochMs, FactResult } from '@passaggio/contracts';
import type { KeptRun, QueuedFact } from './database.ts';
import { everyone, samePerson } from './view.ts';

export interface Aside {
  readonly act: Act['act'];
  /** Of *trouble*. */
  readonly trouble?: string;
  /** This device's estimate of when it happened. */
  readonly at: EpochMs;
  /** What the server said; `unreadable`: it said that it cannot read it. */
  readonly why: FactResult['result'] | 'unreadable';
  /** As far as this device still knows the run. */
  readonly plate?: number;
  readonly code?: string;
  readonly place?: string;
}

export function asideOf({ fact, at }: QueuedFact, why: Aside['why'], kept: KeptRun | undefined): Aside {
  const { act } = fact;
  const person = 'ride' in act && kept !== undefined ? everyone(kept.view.stops, kept.carried).find((one) => samePerson(one, act)) : undefined;
  const stop = 'stop' in act ? kept?.view.stops.find((one) => one.stop === act.stop) : undefined;
  return {
    act: act.act,
    at,
    why,
    ...(act.act === 'trouble' && { trouble: act.trouble }),
    ...(kept !== undefined && { plate: kept.view.plate.number }),
    ...(person !== undefined && { code: person.code }),
    ...(stop !== undefined && { place: stop.place.name }),
  };
}
