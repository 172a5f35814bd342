/** A page behind another one is not painted at all, and one that is busy is never idle. */
const MOST_MS = 2_000;
/** Milliseconds after the first paint, where the browser does not say when it is idle. */
const SOON_MS = 250;

/**
 * Resolves once the page has shown its first words or pictures and has nothing else to do, two seconds later at most: whoever taps what was
 * shown first is answered before work that can wait.
 */
export function idle(): Promise<void> {
  return new Promise((done) => {
    const paints = new PerformanceObserver((seen) => {
      if (seen.getEntriesByName('first-contentful-paint').length === 0) return;
      paints.disconnect();
      if (typeof requestIdleCallback === 'function') requestIdleCallback(() => done());
      else setTimeout(done, SOON_MS);
    });
    paints.observe({ type: 'paint', buffered: true });
    setTimeout(done, MOST_MS);
  });
}
