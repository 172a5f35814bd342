import type { RideAsk } from '@passaggio/contracts';
import { Clock, clockTime, Icon, Ltr, part, StateSign, useVoice } from '@passaggio/ui';
import { useEffect } from 'react';
import { Notice, Wide } from '../../lib/rider/Buttons.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { CallUs, useAnswering } from '../help/CallUs.tsx';
import { latenessOf } from './lateness.ts';
import type { Unsent } from './outbox.ts';
import styles from './ride-card.module.css';
import { useNow, useRider, useRiderState } from './useRider.ts';

/** A wish the server does not have yet, or would not take: never shown as booked. */
export function UnsentCard({ unsent, ask }: { readonly unsent: Unsent; readonly ask: RideAsk }) {
  const { t } = useRiderWords();
  const { store } = useRider();
  const go = useGo();
  const { choices } = useRiderState();
  const site = typeof choices === 'string' ? undefined : choices.sites.find((one) => one.id === ask.site);
  const state = unsent.stopped === undefined ? 'not-sent' : 'refused';
  const shows = say(`state.${state}`, part.time(ask.shiftStart), unsent.stopped === undefined ? 'card.notSent' : `problem.${unsent.stopped}`);
  const sending = unsent.tries === 0 && unsent.stopped === undefined;
  return (
    <>
      <article className={styles.card} data-state={state} data-ride={ask.id} data-shows={shows} aria-label={t(`state.${state}`)} aria-busy={sending}>
        <div className={styles.told}>
          <div className={styles.head}>
            <p className={styles.time}>
              <Ltr>{ask.shiftStart}</Ltr>
            </p>
            <StateSign of={state} />
          </div>
          <output className={styles.state}>{sending ? t('card.sending') : t(`state.${state}`)}</output>
          <p className={styles.explained}>{unsent.stopped === undefined ? t('card.notSent') : t(`problem.${unsent.stopped}`)}</p>
          {site !== undefined && (
            <p className={styles.goal}>
              <Icon name="farm" /> {site.name}
            </p>
          )}
        </div>
      </article>
      {unsent.stopped === undefined && !sending && <Urgency ask={ask} />}
      {unsent.stopped !== undefined && (
        <>
          <Wide
            icon="bus"
            say={say('unsent.again')}
            act={() => {
              store.dismiss(ask.id);
              void store.readChoices();
              go('/book');
            }}
          >
            {t('unsent.again')}
          </Wide>
          <Wide icon="cross" say={say('common.close')} act={() => store.dismiss(ask.id)}>
            {t('common.close')}
          </Wide>
        </>
      )}
    </>
  );
}

/** What a person can still do about it: find signal, keep the page open, or call. */
export function Urgency({ ask }: { readonly ask: RideAsk }) {
  const { t, rich } = useRiderWords();
  const { zone } = useRider();
  const { choices, unkept } = useRiderState();
  const { alert } = useVoice();
  const who = useAnswering();
  const late = latenessOf(ask.serviceDate, choices, useNow());
  useEffect(() => {
    if (late.is !== 'in-time') alert();
  }, [late.is, alert]);
  return (
    <>
      {late.is === 'soon' && (
        <Notice icon="warning" tone="late" shows={say('unsent.soon', part.time(clockTime(late.cutoffAt, zone)))}>
          {rich('unsent.soon', { time: <Clock at={late.cutoffAt} /> })}
        </Notice>
      )}
      {late.is === 'late' && (
        <>
          <Notice icon="warning" tone="stop" shows={say('unsent.late')}>
            {t('unsent.late')}
          </Notice>
          {who !== undefined && <CallUs who={who} />}
        </>
      )}
      {unkept && (
        <Notice icon="warning" tone="stop" shows={say('unsent.notKept')}>
          {t('unsent.notKept')}
        </Notice>
      )}
    </>
  );
}

/** A cancel, an acknowledgement or *I am still here* that has not been answered. */
export function UnsentNotice({ unsent }: { readonly unsent: Unsent }) {
  const { t } = useRiderWords();
  const { store } = useRider();
  const who = useAnswering();
  if (unsent.stopped === undefined && unsent.tries > 0 && unsent.command.what === 'still-here' && who !== undefined) {
    return <CallUs who={who} state="state.not-sent" />;
  }
  if (unsent.stopped === undefined) {
    return unsent.tries === 0 ? null : (
      <>
        <Notice icon="clock" tone="late" shows={say('act.unsent')}>
          {t('act.unsent')}
        </Notice>
        {unsent.command.what === 'cancel' && (
          <Wide icon="back" say={say('act.keep')} act={() => store.dismiss(unsent.command.body.id)}>
            {t('act.keep')}
          </Wide>
        )}
      </>
    );
  }
  return (
    <>
      <Notice icon="warning" tone="stop" shows={say(`problem.${unsent.stopped}`)}>
        {t(`problem.${unsent.stopped}`)}
      </Notice>
      <Wide icon="cross" say={say('common.close')} act={() => store.dismiss(unsent.command.body.id)}>
        {t('common.close')}
      </Wide>
    </>
  );
}
