/** The streams of the driver's runs, over one link. */
import { StreamEvent, SyncAnswer, tolerant, whole, type EventBody, type RunEvent, type RunId, type RunView, type Snapshot } from '@passaggio/contracts';
import { openLive, release, type Live, type LiveNeeds } from '@passaggio/ui';

export interface RunsFollowed {
  /** Those that are not over, each once. */
  follow(runs: readonly Pick<RunView, 'run' | 'state'>[]): void;
  /** Ask again now. */
  refresh(): void;
  close(): void;
}

/** As an installed page reads them. */
const schemas = { event: tolerant(StreamEvent, release.skip), answer: tolerant(SyncAnswer, release.skip) };

/** @param heard  what a stream said, or all of a run anew */
export function followRuns(
  needs: Pick<LiveNeeds, 'open' | 'overHttp' | 'after' | 'link' | 'ended'>,
  heard: (events: readonly RunEvent[], isReset: boolean) => void,
): RunsFollowed {
  const live: Live = openLive({ ...needs, door: 'driver', schemas, contact: () => undefined, build: (build) => release.heard(build) });
  const followed = new Set<RunId>();
  const follower = {
    snapshot: (snapshot: Snapshot) => void (snapshot.of === 'run' && snapshot.run !== null && heard([whole(snapshot.run)], true)),
    events: (bodies: readonly EventBody[]) =>
      heard(
        bodies.flatMap((body) => (body.type === 'run' || body.type === 'run-change' ? [body] : [])),
        false,
      ),
  };
  return {
    follow: (runs) => {
      for (const { run, state } of runs) {
        if (followed.has(run) || state === 'ended') continue;
        followed.add(run);
        live.follow(`run:${run}`, follower);
      }
    },
    refresh: () => live.refresh(),
    close: () => live.close(),
  };
}
