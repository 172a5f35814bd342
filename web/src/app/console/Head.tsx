import type { DayView } from '@passaggio/contracts';
import { Clock } from '@passaggio/ui';
import { useState } from 'react';
import { call, newId, wordOf } from './api.ts';
import { Confirm } from './Confirm.tsx';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

type Asked = 'publish' | 'close';

/** The day's state and what can be done with it as a whole. */
export function Head({ day }: { readonly day: DayView }) {
  const { t, rich } = useConsoleWords();
  const [said, setSaid] = useState<{ readonly tone: 'ok' | 'stop'; readonly words: string }>();
  const [asked, setAsked] = useState<Asked>();
  const [busy, setBusy] = useState(false);
  const { head } = day;
  const params = { pole: head.pole, serviceDate: head.serviceDate };
  const body = () => ({ id: newId(), version: head.version });
  const run = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setSaid(undefined);
    try {
      setSaid({ tone: 'ok', words: await work() });
    } catch (cause) {
      setSaid({ tone: 'stop', words: t(wordOf(cause)) });
    } finally {
      setBusy(false);
    }
  };
  const plan = () =>
    run(async () => {
      const { served, leftOut, vehicles, cost, bound } = await call('planDay', { params, body: body() });
      return t('plan.done', { served, left: leftOut.length, vehicles, cost: Math.round(cost), bound: Math.round(bound) });
    });
  const publish = () =>
    run(async () => {
      const { told, leftOut, runs } = await call('publishDay', { params, body: body() });
      return t('publish.done', { told, left: leftOut, runs });
    });
  const close = () =>
    run(async () => {
      await call('closeDay', { params, body: body() });
      return t('close.done');
    });
  const seated = day.people.filter((person) => person.state === 'accepted').length;
  const waiting = day.people.filter((person) => person.state === 'waiting').length;
  return (
    <section className={styles.head} aria-label={t('head')}>
      <h1>
        {day.poleName} · {head.serviceDate}
      </h1>
      <p>
        <strong data-phase={head.phase}>{t(`phase.${head.phase}`)}</strong> · <span>{t('head.version', { version: head.version })}</span> ·{' '}
        <span>{rich('head.cutoff', { time: <Clock at={head.cutoffAt} /> })}</span> ·{' '}
        <span>{t('head.fleet', { vehicles: day.fleet.vehicles, seats: day.fleet.seats })}</span>
        {day.estimated && (
          <>
            {' '}
            · <span>{t('head.estimated')}</span>
          </>
        )}
      </p>
      <div className={styles.acts}>
        {head.phase === 'open' && (
          <>
            <button disabled={busy} onClick={() => void plan()}>
              {t('plan')}
            </button>
            <button className={styles.go} disabled={busy} onClick={() => setAsked('publish')}>
              {t('publish')}
            </button>
          </>
        )}
        {head.phase === 'planning' && <p role="status">{t('plan.underWay')}</p>}
        {head.phase === 'published' && (
          <button disabled={busy} onClick={() => setAsked('close')}>
            {t('close')}
          </button>
        )}
        {busy && <p role="status">{t('common.loading')}</p>}
      </div>
      {said !== undefined && (
        <p role={said.tone === 'stop' ? 'alert' : 'status'} className={styles.notice} data-tone={said.tone}>
          {said.words}
        </p>
      )}
      {asked === 'publish' && (
        <Confirm
          title={t('publish')}
          words={t('publish.ask', { told: seated, left: waiting })}
          yes={t('publish.yes')}
          act={publish}
          done={() => setAsked(undefined)}
        />
      )}
      {asked === 'close' && <Confirm title={t('close')} words={t('close.ask')} yes={t('close.yes')} act={close} done={() => setAsked(undefined)} />}
    </section>
  );
}
