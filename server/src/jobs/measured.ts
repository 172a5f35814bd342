/** What is measured without those who are measured knowing: the store's commits, the relay's way, plans. */
import type { EpochMs, PoleId } from '@passaggio/contracts';
import { addDays, serviceDateAt } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Figures, PlanLevels } from '../ports/figures.ts';
import type { Reads } from '../ports/reads.ts';
import type { Store } from '../ports/store.ts';
import type { Relay } from './relay.ts';

export function measuredStore(store: Store, figures: Figures): Store {
  return {
    ...store,
    async commit(entries, at) {
      const began = performance.now();
      const took = () => (performance.now() - began) / 1000;
      try {
        const outcomes = await store.commit(entries, at);
        figures.committed(
          took(),
          outcomes.map(({ outcome }) => outcome),
        );
        return outcomes;
      } catch (cause) {
        figures.committed(
          took(),
          entries.map(() => 'away'),
        );
        throw cause;
      }
    },
  };
}

/** An event that several hear is counted for each. */
export function measuredRelay(relay: Relay, clock: Clock, figures: Figures): Relay {
  return {
    ...relay,
    subscribe: (stream, listener) =>
      relay.subscribe(stream, (event) => {
        figures.handedOver(Math.max(0, clock.now() - event.at) / 1000);
        listener(event);
      }),
  };
}

/** Days whose plan may still be driven. */
const DRIVEN = 1;

export async function planLevels(now: EpochMs, zone: string, { days }: Pick<Reads, 'days'>): Promise<PlanLevels> {
  const [published, due] = await Promise.all([days.inPhase('published', addDays(serviceDateAt(now, zone), -DRIVEN)), days.due(now)]);
  const newest = new Map<PoleId, number>();
  for (const { pole, publishedAt } of published) newest.set(pole, Math.max(publishedAt ?? 0, newest.get(pole) ?? 0));
  return {
    ages: Array.from(newest, ([pole, at]) => ({ pole, age: (now - at) / 1000 })),
    overdue: due[0] === undefined ? 0 : (now - due[0].cutoffAt) / 1000,
  };
}
