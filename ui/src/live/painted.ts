/** A page behind another one is not painted at all. */
const MOST_MS = 2_000;

/** Resolves once the page has shown its first words or pictures: what can wait does not stand before them. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    const paints = new PerformanceObserver((seen) => {
      if (seen.getEntriesByName('first-contentful-paint').length === 0) return;
      paints.disconnect();
      setTimeout(done);
    });
    paints.observe({ type: 'paint', buffered: true });
    setTimeout(done, MOST_MS);
  });
}
