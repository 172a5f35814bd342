import type { RunStop } from '@passaggio/contracts';
import { Clock } from '@passaggio/ui';
import { gettingOff, mayBoardAll } from '../../offline/boarding.ts';
import type { Tap } from '../../offline/decide.ts';
import { mayLeave } from '../../offline/leave.ts';
import type { Now } from '../../offline/time.ts';
import type { View } from '../../offline/view.ts';
import { Main } from '../../lib/Buttons.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { Remaining } from './Remaining.tsx';

interface StopMainProps {
  readonly view: View;
  readonly stop: RunStop;
  readonly now: Now;
  readonly act: (tap: Tap) => void;
}

/** What comes next at this stop: all off, all on board, leave. */
export function StopMain({ view, stop, now, act }: StopMainProps) {
  const { t } = useDriverWords();
  const off = gettingOff(view, stop).filter((person) => stop.off.includes(person));
  if (off.length > 0)
    return (
      <Main icon="down" act={() => act({ tap: 'alight-all' })}>
        {t('stop.allOff', { n: off.length })}
      </Main>
    );
  const boarding = mayBoardAll(view, stop);
  if (boarding.open)
    return (
      <Main icon="check" act={() => act({ tap: 'board-all' })}>
        {t('stop.allOn', { n: boarding.people.length })}
      </Main>
    );
  if (boarding.closed === 'full') {
    const { free, waiting } = boarding;
    return (
      <Main icon="check" act={() => undefined} closed={{ state: 'full', why: t('stop.full', { free, waiting }) }}>
        {t('refused.full', { seats: boarding.seats })}
      </Main>
    );
  }
  return <LeaveMain view={view} stop={stop} now={now} act={act} />;
}

/** P3: locked until the told time, with the reason and the time left in it. */
export function LeaveMain({ view, stop, now, act, sure }: StopMainProps & { readonly sure?: number }) {
  const { t, rich } = useDriverWords();
  const leaving = mayLeave(view, stop, now);
  if (leaving.open) {
    return sure === undefined ? (
      <Main icon="forward" act={() => act({ tap: 'leave', sure: false })}>
        {t('stop.leave')}
      </Main>
    ) : (
      <Main icon="forward" tone="late" note={t('missing.told')} act={() => act({ tap: 'leave', sure: true })}>
        {t('missing.leave', { n: sure })}
      </Main>
    );
  }
  if (leaving.closed === 'before-told-time') {
    const why = rich('stop.promised', { left: <Remaining until={leaving.until} now={now} /> });
    return (
      <Main icon="forward" act={() => undefined} closed={{ state: leaving.closed, why }}>
        {rich('stop.leaveFrom', { time: <Clock at={leaving.told} /> })}
      </Main>
    );
  }
  const why = leaving.closed === 'over-seats' ? t('stop.overSeats', { n: leaving.onBoard, seats: leaving.seats }) : t('refused.other');
  return (
    <Main icon="forward" act={() => undefined} closed={{ state: leaving.closed, why }}>
      {t('stop.leave')}
    </Main>
  );
}
