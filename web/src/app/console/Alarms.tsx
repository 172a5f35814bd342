import type { Alarm, DayView } from '@passaggio/contracts';
import { Clock, Icon, Ltr } from '@passaggio/ui';
import { useState } from 'react';
import { call, newId, wordOf } from './api.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

/** What needs a person, the most urgent first (screens.md, Today). A kind of a later release may be as urgent as any. */
const order: readonly Alarm['kind'][] = [
  'unknown',
  'still-at-site',
  'accident',
  'breakdown',
  'still-here',
  'not-here',
  'left-behind',
  'run-late',
  'vehicle-check',
  'plan-failed',
  'withdrawn',
  'fact-conflict',
];

/** What the server can say more exactly than by kind. */
const wordOfAlarm = ({ kind, about }: Alarm) =>
  about === 'number-guessing' || about === 'withdrawn' ? (`alarm.${about}` as const) : (`alarm.${kind}` as const);

export function Alarms({ day }: { readonly day: DayView }) {
  const { t } = useConsoleWords();
  const open = day.alarms
    .filter((alarm) => alarm.state !== 'closed')
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.raisedAt - b.raisedAt);
  return (
    <section aria-label={t('alarms')}>
      <h2>
        {t('alarms')} {open.length}
      </h2>
      {open.length === 0 ? (
        <p>{t('alarms.none')}</p>
      ) : (
        <ul className={styles.alarms}>
          {open.map((alarm) => (
            <One key={alarm.alarm} alarm={alarm} />
          ))}
        </ul>
      )}
    </section>
  );
}

function One({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useConsoleWords();
  const [note, setNote] = useState('');
  const [fault, setFault] = useState<ReturnType<typeof wordOf>>();
  const handle = (operation: 'acknowledgeAlarm' | 'closeAlarm') => {
    call(operation, { params: { pole: alarm.pole, alarm: alarm.alarm }, body: { id: newId(), note } }).then(
      () => setNote(''),
      (cause: unknown) => setFault(wordOf(cause)),
    );
  };
  return (
    <li className={styles.alarm} data-alarm={alarm.kind} data-state={alarm.state}>
      <Icon name="bell" size={28} />
      <strong>{t(wordOfAlarm(alarm))}</strong>
      <span>
        <Clock at={alarm.raisedAt} /> {alarm.code !== null && <Ltr>{alarm.code}</Ltr>} {alarm.place?.name}
      </span>
      <bdi className={styles.detail}>{alarm.detail}</bdi>
      <span>{t(`alarm.state.${alarm.state}`)}</span>
      <label className={styles.field}>
        <span>{t('alarm.note')}</span>
        <input value={note} maxLength={400} onChange={(event) => setNote(event.target.value)} />
      </label>
      {alarm.state === 'open' && <button onClick={() => handle('acknowledgeAlarm')}>{t('alarm.acknowledge')}</button>}
      <button onClick={() => handle('closeAlarm')}>{t('alarm.close')}</button>
      {fault !== undefined && <span role="alert">{t(fault)}</span>}
    </li>
  );
}
