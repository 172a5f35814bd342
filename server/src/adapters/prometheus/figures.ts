/** Figures in Prometheus' text form, with prom-client: counted here, kept by whoever reads them. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { insertion, type Figures, type Levels } from '../../ports/figures.ts';

/** Seconds. A search for a seat is to stay within a millisecond on average, a booking within 50. */
const buckets = {
  insertion: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1],
  commit: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 5],
  http: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5],
  relay: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 3, 10],
} as const;

/** Looked up socket by socket: with 18,000 of them a page of figures would hold up the event loop for a tenth of a second. */
const COSTLY = ['process_open_fds', ...['handles', 'requests', 'resources'].flatMap((kind) => [`nodejs_active_${kind}`, `nodejs_active_${kind}_total`])];

export function openFigures(): Figures {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  for (const name of COSTLY) registry.removeSingleMetric(name);
  const histogram = <L extends string>(name: string, help: string, of: keyof typeof buckets, labelNames: readonly L[]) =>
    new Histogram({ name: `passaggio_${name}`, help, buckets: [...buckets[of]], labelNames, registers });
  const http = histogram('http_seconds', 'Answers to requests, by operation and status', 'http', ['operation', 'status']);
  const commits = histogram('commit_seconds', 'Transactions of the store', 'commit', []);
  const entries = new Counter({ name: 'passaggio_commit_entries_total', help: 'Entries of commits, by outcome', labelNames: ['outcome'], registers });
  const relay = histogram('relay_lag_seconds', 'From an event being stored to its being sent to a room', 'relay', []);
  const searches = histogram('insertion_seconds', 'Searches for a seat', 'insertion', []);
  entries.inc({ outcome: 'unknown' }, 0); // watched for growth, so it is there before the first one

  const began = new WeakMap<object, number>();
  const listener = {
    start: (search: object) => void began.set(search, performance.now()),
    end: (search: object) => searches.observe((performance.now() - began.get(search)!) / 1000),
  };
  insertion.start.subscribe(listener.start as () => void);
  insertion.end.subscribe(listener.end as () => void);

  let readPlans = () => Promise.resolve();
  return {
    answered: (operation, status, seconds) => http.observe({ operation, status }, seconds),
    committed(seconds, outcomes) {
      commits.observe(seconds);
      for (const outcome of outcomes) entries.inc({ outcome });
    },
    handedOver: (seconds) => relay.observe(seconds),
    follow: (levels) => void (readPlans = followLevels(levels, registers)),
    async page() {
      await readPlans().catch(() => undefined); // the store is away, which the other figures tell
      return { type: registry.contentType, text: await registry.metrics() };
    },
    close() {
      insertion.start.unsubscribe(listener.start as () => void);
      insertion.end.unsubscribe(listener.end as () => void);
    },
  };
}

/** @returns what reads the plans anew */
function followLevels({ tasks, sockets, plans }: Levels, registers: Registry[]): () => Promise<void> {
  const level = (name: string, help: string, of: () => number) =>
    new Gauge({
      name: `passaggio_${name}`,
      help,
      registers,
      collect() {
        this.set(of());
      },
    });
  level('queue_depth', 'Tasks that wait in the queues of the days', tasks);
  level('sockets', 'Sockets that are open', sockets);
  const overdue = new Gauge({ name: 'passaggio_cutoff_overdue_seconds', help: 'How long the most overdue cut-off has waited', registers });
  const ages = new Gauge({ name: 'passaggio_plan_age_seconds', help: 'Since the newest plan of a pole was published', labelNames: ['pole'], registers });
  return async () => {
    ages.reset();
    const now = await plans();
    overdue.set(now.overdue);
    for (const { pole, age } of now.ages) ages.set({ pole }, age);
  };
}
