/** Listeners of growing streams, woken after the commit that grew them has been answered for. */
export function growth(): { tell(streams: readonly string[]): void; listen(listener: (streams: readonly string[]) => void): () => void } {
  const listeners = new Set<(streams: readonly string[]) => void>();
  return {
    tell(streams) {
      if (streams.length === 0) return;
      // not inside the commit: a listener that throws must not make a stored commit look failed
      for (const listener of listeners) queueMicrotask(() => listener(streams));
    },
    listen(listener) {
      const own = (streams: readonly string[]): void => listener(streams);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
