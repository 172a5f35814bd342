/** Where an account is signed in, read when the screen is opened; each end of one answers with the list as it is then. */
import { NoAnswer, ProblemError, type ProblemCode, type Sessions } from '@passaggio/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface SessionNeeds {
  readonly list: () => Promise<Sessions>;
  readonly endOne: (session: string) => Promise<Sessions>;
  readonly endOthers: () => Promise<Sessions>;
}

export type OtherSession = Sessions['sessions'][number];

export interface OwnSessions {
  /** Without this one; undefined until they have been read. */
  readonly others: readonly OtherSession[] | undefined;
  readonly fault: `problem.${ProblemCode | 'unknown'}` | 'common.noAnswer' | undefined;
  end(which: OtherSession | 'others'): void;
  /** Reads them once more, where there was no answer. */
  again(): void;
}

export function useSessions(needs: SessionNeeds): OwnSessions {
  const [others, setOthers] = useState<readonly OtherSession[]>();
  const [fault, setFault] = useState<OwnSessions['fault']>();
  const latest = useRef(needs);
  const take = useCallback((asked: Promise<Sessions>): void => {
    setFault(undefined);
    asked.then(
      ({ sessions }) => setOthers(sessions.filter(({ isThis }) => !isThis)),
      (error: unknown) => {
        if (error instanceof ProblemError) setFault(`problem.${error.problem.code}`);
        else if (error instanceof NoAnswer) setFault('common.noAnswer');
        else throw error;
      },
    );
  }, []);
  useEffect(() => take(latest.current.list()), [take]);
  return {
    others,
    fault,
    end: (which) => take(which === 'others' ? latest.current.endOthers() : latest.current.endOne(which.session)),
    again: () => take(latest.current.list()),
  };
}
