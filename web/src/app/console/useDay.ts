/** One pole's day, live. */
import { remedyOf, ProblemError, StreamEvent, SyncAnswer, tolerant, type DayView, type EventBody, type PoleId, type ServiceDate } from '@passaggio/contracts';
import { openLive, openSocket, release } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import { call } from './api.ts';
import { withEvent } from './reduce.ts';

export interface Shown {
  readonly day: DayView | undefined;
  /** `away`: what is shown may be old. */
  readonly link: 'live' | 'away';
  readonly unread: boolean;
}

/** As an installed page reads them. */
const schemas = { event: tolerant(StreamEvent, release.skip), answer: tolerant(SyncAnswer, release.skip) };

/** For one pole and date as long as it is mounted: give the component a key of both. */
export function useDay(pole: PoleId, serviceDate: ServiceDate, signedOut: () => void): Shown {
  const [shown, setShown] = useState<Shown>({ day: undefined, link: 'live', unread: false });
  useEffect(() => {
    let over = false;
    const change = (next: (before: Shown) => Shown): void => {
      if (!over) setShown(next);
    };
    const reads = new Set<EventBody[]>(); // what the stream says while a read is under way may not be in its answer yet
    const read = async (): Promise<void> => {
      const meanwhile: EventBody[] = [];
      reads.add(meanwhile);
      try {
        const day = await call('viewDay', { params: { pole, serviceDate } });
        change((before) => ({ ...before, day: meanwhile.reduce(withEvent, day), unread: false }));
      } catch (error) {
        if (error instanceof ProblemError && remedyOf(error.problem) === 'sign-in') signedOut();
        else change((before) => ({ ...before, unread: before.day === undefined }));
      } finally {
        reads.delete(meanwhile);
      }
    };
    void read();
    const live = openLive({
      door: 'staff',
      schemas,
      open: openSocket,
      overHttp: (ask) => call('staffSync', { query: { ...ask, after: String(ask.after) } }),
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      contact: () => undefined,
      build: (build) => release.heard(build),
      link: (link) => change((before) => ({ ...before, link })),
      ended: signedOut,
    });
    live.follow(`pole:${pole}`, {
      snapshot: () => void read(),
      events(bodies) {
        for (const meanwhile of reads) meanwhile.push(...bodies);
        change((before) => (before.day === undefined ? before : { ...before, day: bodies.reduce(withEvent, before.day) }));
      },
    });
    return () => {
      over = true;
      live.close();
    };
  }, [pole, serviceDate, signedOut]);
  return shown;
}
