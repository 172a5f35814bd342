import type { DayView, RunStop, RunView } from '@passaggio/contracts';
import { Clock, Plate } from '@passaggio/ui';
import { useState } from 'react';
import { call, newId, wordOf } from './api.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

export function Runs({ day }: { readonly day: DayView }) {
  const { t } = useConsoleWords();
  return (
    <section aria-label={t('runs')}>
      <h2>
        {t('runs')} {day.runs.length}
      </h2>
      {day.runs.length === 0 && <p>{t('runs.none')}</p>}
      <ul className={styles.runs}>
        {day.runs.map((run) => (
          <Run key={run.run} run={run} day={day} />
        ))}
      </ul>
    </section>
  );
}

function Run({ run, day }: { readonly run: RunView; readonly day: DayView }) {
  const { t } = useConsoleWords();
  return (
    <li className={styles.run} data-run={run.run} data-state={run.state}>
      <header className={styles.leg}>
        <Plate number={run.plate.number} size={24} />
        <span>{t(`run.${run.state}`)}</span>
        <Seats taken={run.onBoard} of={run.seats} />
        {run.needsPerson.length > 0 && <span data-tone="stop">{t('run.needsPerson', { n: run.needsPerson.length })}</span>}
      </header>
      <ol className={styles.stops}>
        {run.stops.map((stop) => (
          <Stop key={stop.stop} stop={stop} run={run} day={day} />
        ))}
      </ol>
    </li>
  );
}

/** One cell a seat, so that a ninth cannot be drawn. */
function Seats({ taken, of }: { readonly taken: number; readonly of: number }) {
  const { t } = useConsoleWords();
  const words = t('run.onBoard', { n: taken, of });
  return (
    <span className={styles.seats}>
      <span className="only-heard">{words}</span>
      {Array.from({ length: of }, (_, i) => (
        <span key={i} className={styles.seat} data-taken={i < taken} aria-hidden="true" />
      ))}
    </span>
  );
}

function Stop({ stop, run, day }: { readonly stop: RunStop; readonly run: RunView; readonly day: DayView }) {
  const { t, rich } = useConsoleWords();
  const done = stop.left ?? stop.arrived;
  const moved = done === null && Math.abs(stop.expectedArrive - stop.plannedArrive) >= 60_000;
  return (
    <li className={styles.stop} data-kind={stop.kind} data-done={stop.left !== null}>
      <Clock at={done ?? stop.plannedArrive} />
      <span>{stop.place.name}</span>
      <span>{t('run.onOff', { on: stop.on.length, off: stop.off.length })}</span>
      {moved && <span data-tone="late">{rich('run.expected', { time: <Clock at={stop.expectedArrive} /> })}</span>}
      {run.state !== 'ended' && stop.on.length > 0 && stop.arrived === null && <Retime stop={stop} run={run} day={day} />}
      {stop.on.some((person) => person.state === 'planned') && <AcknowledgeFor stop={stop} day={day} />}
    </li>
  );
}

/** Moves the whole trip that this stop belongs to. */
function Retime({ stop, run, day }: { readonly stop: RunStop; readonly run: RunView; readonly day: DayView }) {
  const { t } = useConsoleWords();
  const [minutes, setMinutes] = useState('10');
  const [said, setSaid] = useState<string>();
  const move = (): void => {
    const params = { pole: day.head.pole, serviceDate: day.head.serviceDate };
    call('retimeTrip', { params, body: { id: newId(), run: run.run, stop: stop.stop, minutes: Number(minutes) } }).then(
      ({ holds, awaiting }) => setSaid(holds ? t('retime.holds') : t('retime.asked', { n: awaiting.length })),
      (cause: unknown) => setSaid(t(wordOf(cause))),
    );
  };
  return (
    <details className={styles.retime}>
      <summary>{t('retime')}</summary>
      <label className={styles.field}>
        <span>{t('retime.minutes')}</span>
        <input type="number" min={-120} max={120} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
      </label>
      <button onClick={move}>{t('retime.move')}</button>
      {said !== undefined && <span role="status">{said}</span>}
    </details>
  );
}

/** A person spoke to riders about the new time. */
function AcknowledgeFor({ stop, day }: { readonly stop: RunStop; readonly day: DayView }) {
  const { t } = useConsoleWords();
  const [fault, setFault] = useState<ReturnType<typeof wordOf>>();
  const proposals = stop.on.flatMap(({ ride, leg, code }) => {
    const person = day.people.find((one) => one.ride === ride);
    const proposed = person?.[leg];
    return proposed?.change === null || proposed?.change === undefined ? [] : [{ ride, code, change: proposed.change }];
  });
  return (
    <>
      {proposals.map(({ ride, code, change }) => (
        <button
          key={ride}
          onClick={() => {
            const params = { pole: day.head.pole, serviceDate: day.head.serviceDate, ride };
            call('acknowledgeFor', { params, body: { id: newId(), change } }).then(undefined, (cause: unknown) => setFault(wordOf(cause)));
          }}
        >
          {t('people.spokeTo', { code })}
        </button>
      ))}
      {fault !== undefined && <span role="alert">{t(fault)}</span>}
    </>
  );
}
