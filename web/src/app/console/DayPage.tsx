import type { DayView, Me, PoleId, ServiceDate } from '@passaggio/contracts';
import { serviceDateAt, Zone } from '@passaggio/ui';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Alarms } from './Alarms.tsx';
import { BookFor } from './BookFor.tsx';
import { Demand } from './Demand.tsx';
import { Head } from './Head.tsx';
import { People } from './People.tsx';
import { Runs } from './Runs.tsx';
import styles from './console.module.css';
import { useDay } from './useDay.ts';
import { useConsoleWords } from './words.ts';

const DAY_MS = 86_400_000;

/** The address holds pole and date: `/console/POLE/DATE`. Without them: the first pole, tomorrow. */
export function DayPage({ me, signedOut }: { readonly me: Me; readonly signedOut: () => void }) {
  const { t } = useConsoleWords();
  const first = me.poles[0];
  if (first === undefined) return <p className={styles.notice}>{t('day.noPole')}</p>;
  const tomorrow = serviceDateAt(me.now + DAY_MS, first.zone);
  return (
    <Switch>
      <Route path="/console/:pole/:date">
        {({ pole, date }) => <OneDay key={`${pole} ${date}`} me={me} pole={pole as PoleId} serviceDate={date as ServiceDate} signedOut={signedOut} />}
      </Route>
      <Route>
        <Redirect to={`/console/${first.id}/${tomorrow}`} replace />
      </Route>
    </Switch>
  );
}

interface OneDayProps {
  readonly me: Me;
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
  readonly signedOut: () => void;
}

function OneDay({ me, pole, serviceDate, signedOut }: OneDayProps) {
  const { t } = useConsoleWords();
  const { day, link, unread } = useDay(pole, serviceDate, signedOut);
  return (
    <Zone value={day?.zone ?? 'Europe/Rome'}>
      <Choosers me={me} pole={pole} serviceDate={serviceDate} />
      {link === 'away' && (
        <p role="status" className={styles.notice} data-tone="late" data-state="away">
          {t('day.away')}
        </p>
      )}
      {unread && (
        <p role="alert" className={styles.notice} data-tone="stop">
          {t('common.noAnswer')}
        </p>
      )}
      {day !== undefined && <Whole day={day} />}
    </Zone>
  );
}

function Whole({ day }: { readonly day: DayView }) {
  return (
    <main className={styles.day} data-phase={day.head.phase} data-version={day.head.version}>
      <Head day={day} />
      <Alarms day={day} />
      <div className={styles.panes}>
        <Demand day={day} />
        <Runs day={day} />
      </div>
      <People day={day} />
      <BookFor day={day} />
    </main>
  );
}

function Choosers({ me, pole, serviceDate }: Pick<OneDayProps, 'me' | 'pole' | 'serviceDate'>) {
  const { t } = useConsoleWords();
  const [, go] = useLocation();
  return (
    <nav className={styles.choosers}>
      <label className={styles.field}>
        <span>{t('day.pole')}</span>
        <select value={pole} onChange={(event) => go(`/console/${event.target.value}/${serviceDate}`)}>
          {me.poles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        <span>{t('day.date')}</span>
        <input type="date" value={serviceDate} onChange={(event) => event.target.value !== '' && go(`/console/${pole}/${event.target.value}`)} />
      </label>
    </nav>
  );
}
