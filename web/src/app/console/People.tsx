import type { DayView, Person } from '@passaggio/contracts';
import { Clock, Ltr, Plate } from '@passaggio/ui';
import { useState } from 'react';
import { call, newId, wordOf } from './api.ts';
import { sorted, type SortKey } from './reduce.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

const columns: readonly SortKey[] = ['code', 'place', 'site', 'state', 'out'];

/** Everybody who asked, by boarding code and never by name. */
export function People({ day }: { readonly day: DayView }) {
  const { t } = useConsoleWords();
  const [by, setBy] = useState<SortKey>('site');
  return (
    <table className={styles.table}>
      <caption>{t('people', { n: day.people.length })}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" aria-sort={column === by ? 'ascending' : 'none'}>
              <button onClick={() => setBy(column)}>{t(`people.${column}`)}</button>
            </th>
          ))}
          <th scope="col">{t('people.return')}</th>
          <th scope="col">{t('people.acts')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted(day.people, by).map((person) => (
          <Row key={person.ride} person={person} day={day} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ person, day }: { readonly person: Person; readonly day: DayView }) {
  const { t } = useConsoleWords();
  const { state, reason, waitingPlace, outbound, return: back } = person;
  return (
    <tr data-ride={person.ride} data-state={state}>
      <td>{person.code !== null && <Ltr>{person.code}</Ltr>}</td>
      <td>{person.boardingPlace.name}</td>
      <td>
        <Clock at={person.shiftStart} /> {person.site.name}
      </td>
      <td data-tone={state === 'refused' ? 'stop' : state === 'waiting' ? 'late' : undefined}>
        <span>{t(`person.${state}`)}</span> {waitingPlace} <span>{reason !== null && t(`refusal.${reason}`)}</span>
      </td>
      <Leg leg={outbound} day={day} name="outbound" />
      <Leg leg={back} day={day} name="return" />
      <td>
        <Acts person={person} day={day} />
      </td>
    </tr>
  );
}

function Leg({ leg, day, name }: { readonly leg: Person['outbound']; readonly day: DayView; readonly name: string }) {
  const { t } = useConsoleWords();
  if (leg === null) return <td>–</td>;
  const run = day.runs.find((one) => one.run === leg.run);
  return (
    <td data-leg={name} data-leg-state={leg.state}>
      <span className={styles.leg}>
        {run !== undefined && <Plate number={run.plate.number} size={24} />}
        {leg.told !== null && <Clock at={leg.told} />}
        {leg.proposed !== null && (
          <span data-tone="late">
            {t('people.proposed')} <Clock at={leg.proposed} />
          </span>
        )}
        {leg.told !== null && t(`leg.${leg.state}`)}
      </span>
    </td>
  );
}

function Acts({ person, day }: { readonly person: Person; readonly day: DayView }) {
  const { t } = useConsoleWords();
  const [fault, setFault] = useState<ReturnType<typeof wordOf>>();
  const params = { pole: day.head.pole, serviceDate: day.head.serviceDate, ride: person.ride };
  const away = person.outbound?.state === 'alighted' && (person.return?.state === 'planned' || person.return?.state === 'not-here');
  const notReturning = (): void => {
    call('notReturning', { params, body: { id: newId(), note: '' } }).then(undefined, (cause: unknown) => setFault(wordOf(cause)));
  };
  return (
    <>
      {away && <button onClick={notReturning}>{t('people.notReturning')}</button>}
      {fault !== undefined && <span role="alert">{t(fault)}</span>}
    </>
  );
}
