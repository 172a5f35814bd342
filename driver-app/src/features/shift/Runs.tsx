import type { RunId } from '@passaggio/contracts';
import { Clock, dayName, Plate } from '@passaggio/ui';
import { useState } from 'react';
import type { ShownRun } from '../../app/driverState.ts';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { runToDrive } from '../../offline/position.ts';
import { NewVersion } from '../../lib/NewVersion.tsx';
import { Screen, ThemeButton } from '../../lib/Screen.tsx';
import { useDriver, useDriverState } from '../../lib/useDriver.ts';
import { WaitingNotices } from '../../lib/Waiting.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { SignOut } from './SignOut.tsx';
import styles from './shift.module.css';

interface RunsProps {
  readonly open: (run: RunId) => void;
  readonly signInAgain: () => void;
}

/** Today's runs, the next one large. */
export function Runs({ open, signInAgain }: RunsProps) {
  const { t } = useDriverWords();
  const { now, showLanguages } = useDriver();
  const { runs, session } = useDriverState();
  const [isLeaving, setLeaving] = useState(false);
  const { at } = now();
  const next = runToDrive(runs, at);
  if (isLeaving) return <SignOut back={() => setLeaving(false)} />;
  const foot =
    session === 'ended' ? (
      <Main icon="person" act={signInAgain} isLow>
        {t('common.signIn')}
      </Main>
    ) : (
      next && (
        <Main icon="bus" act={() => open(next.view.run)}>
          {t('runs.open')}
        </Main>
      )
    );
  return (
    <Screen
      name="runs"
      title={t('runs.title')}
      bar={
        <>
          <ThemeButton />
          <BarButton icon="language" label={t('bar.language')} act={showLanguages} />
          <BarButton icon="leave" label={t('bar.signOut')} act={() => setLeaving(true)} />
        </>
      }
      foot={foot}
    >
      {session === 'ended' && (
        <Notice icon="person" tone="late">
          {t('wait.signIn')}
        </Notice>
      )}
      <WaitingNotices />
      <NewVersion />
      {next !== undefined ? <NextRun run={next} open={open} /> : <NoRuns />}
      {runs.some((run) => run !== next) && (
        <ul className={styles.list}>
          {runs
            .filter((run) => run !== next)
            .map((run) => (
              <li key={run.view.run}>
                <button type="button" className={styles.row} data-state={run.view.state} onClick={() => open(run.view.run)}>
                  <Plate number={run.view.plate.number} size={40} />
                  <Day run={run} />
                  <Clock at={run.view.leave} />
                  {run.view.state === 'ended' && <span>{t('runs.ended')}</span>}
                </button>
              </li>
            ))}
        </ul>
      )}
    </Screen>
  );
}

/** Nothing to drive is said only by who knows it. */
function NoRuns() {
  const { t } = useDriverWords();
  const { areRunsRead, isDiskFull, link } = useDriverState();
  if (isDiskFull) return null; // a notice says it
  if (areRunsRead) return <p>{t('runs.empty')}</p>;
  return <p aria-live="polite">{t(link === 'away' ? 'runs.unread' : 'common.loading')}</p>;
}

function NextRun({ run, open }: { readonly run: ShownRun; readonly open: (run: RunId) => void }) {
  const { t } = useDriverWords();
  const { view } = run;
  return (
    <button type="button" className={styles.next} data-run={view.run} data-state={view.state} onClick={() => open(view.run)}>
      <span className={styles.spread}>
        <Plate number={view.plate.number} size={64} />
        <span className={styles.end}>
          <Day run={run} />
          <span>{t(view.state === 'under-way' ? 'runs.underWay' : 'runs.next')}</span>
        </span>
      </span>
      <span className={styles.time}>
        <Clock at={view.leave} />
      </span>
      <strong className={styles.place}>{view.stops[0]?.place.name}</strong>
      <span>
        <span>{t('runs.stops', { n: view.stops.length })}</span> · <span>{t('runs.seats', { n: view.seats })}</span>
      </span>
    </button>
  );
}

function Day({ run }: { readonly run: ShownRun }) {
  const { language } = useDriverWords();
  return <span>{dayName(run.view.serviceDate, language)}</span>;
}
