import { Icon } from '@passaggio/ui';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './home.module.css';
import { useRider, useRiderState } from './useRider.ts';

/** What stands where a card would: nothing booked, not read yet, or nobody answers. */
export function NoRide() {
  const { t } = useRiderWords();
  const { store } = useRider();
  const { reading } = useRiderState();
  if (reading === 'loading') return <output className={styles.skeleton} aria-label={t('common.loading')} data-state="loading" />;
  if (reading === 'unread') {
    return (
      <>
        <Notice icon="no-signal" tone="stop" shows={say('home.unread')}>
          {t('home.unread')}
        </Notice>
        <Forward icon="again" say={say('common.retry')} act={() => store.refresh()}>
          {t('common.retry')}
        </Forward>
      </>
    );
  }
  return (
    <p className={styles.empty} data-state="empty" data-shows={say('home.empty')}>
      <Icon name="bus" size={56} />
      {t('home.empty')}
    </p>
  );
}
