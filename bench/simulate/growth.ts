/** Wake-ups of relays in the order of the play. */
import type { Ports } from '../../server/src/compose.ts';

/** Relays of all servers. */
export type Growth = Set<Parameters<Ports['store']['onGrowth']>[0]>;

/** Tells every server of growth when a commit returns, and not when MongoDB's change stream gets round to it: the same seed, the same order. */
export function growing(store: Ports['store'], growth: Growth): Ports['store'] {
  return {
    ...store,
    async commit(entries, at) {
      const outcomes = await store.commit(entries, at);
      const streams = new Set(outcomes.flatMap((one) => (one.outcome === 'committed' ? one.events.map((event) => event.stream) : [])));
      if (streams.size > 0) for (const listener of growth) listener([...streams], []);
      return outcomes;
    },
    onGrowth(listener) {
      growth.add(listener);
      return () => void growth.delete(listener);
    },
  };
}
