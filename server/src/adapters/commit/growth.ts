import type { GrowthListener, StreamEvent } from '../../ports/store.ts';

/** Listeners of growing streams, woken after the commit that grew them has been answered for. */
export function growth(): { tell(streams: readonly string[], stored?: readonly StreamEvent[]): void; listen(listener: GrowthListener): () => void } {
  const listeners = new Set<GrowthListener>();
  return {
    tell(streams, stored = []) {
      if (streams.length === 0) return;
      // not inside the commit: a listener that throws must not make a stored commit look failed
      for (const listener of listeners) queueMicrotask(() => listener(streams, stored));
    },
    listen(listener) {
      const own: GrowthListener = (streams, stored) => listener(streams, stored);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
