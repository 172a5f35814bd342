import { Clock, Icon } from '@passaggio/ui';
import type { DriverState } from '../app/driverState.ts';
import { AsideNotice } from './AsideNotice.tsx';
import { Notice } from './Buttons.tsx';
import { useDriverState } from './useDriver.ts';
import { useDriverWords } from './words.ts';
import styles from './waiting.module.css';

const stateOf = ({ link, waiting }: DriverState): string => (link === 'away' ? 'offline' : waiting.all > 0 ? 'sending' : 'live');

/** In every bar: whether there is signal, and how many facts wait. Nothing when all is sent and heard. */
export function WaitingSign() {
  const state = useDriverState();
  const { t } = useDriverWords();
  const { all } = state.waiting;
  return (
    <output
      className={styles.sign}
      data-state={stateOf(state)}
      data-waiting={all}
      aria-label={all > 0 ? t('wait.waiting', { n: all }) : state.link === 'away' ? t('wait.away') : undefined}
    >
      {(state.link === 'away' || all > 0) && <Icon name={state.link === 'away' ? 'no-signal' : 'up'} size={28} />}
      {all > 0 && <span aria-hidden="true">{all}</span>}
    </output>
  );
}

/** In words, where there is room: what waits, since when nothing was heard, what was not accepted. */
export function WaitingNotices() {
  const state = useDriverState();
  const { t, rich } = useDriverWords();
  const { all, others, stuck } = state.waiting;
  return (
    <>
      {state.isDiskFull && (
        <Notice icon="warning" tone="stop">
          {t('refused.disk')}
        </Notice>
      )}
      {state.link === 'away' && (
        <Notice icon="no-signal" tone="late">
          <span>{t('wait.away')}</span> {state.heardAt !== undefined && <span>{rich('common.asOf', { time: <Clock at={state.heardAt} /> })}</span>}
        </Notice>
      )}
      {all - others - stuck > 0 && (
        <Notice icon="up" tone="late">
          {t('wait.waiting', { n: all - others - stuck })}
        </Notice>
      )}
      {others > 0 && (
        <Notice icon="person" tone="late">
          {t('wait.others', { n: others })}
        </Notice>
      )}
      <AsideNotice />
    </>
  );
}
