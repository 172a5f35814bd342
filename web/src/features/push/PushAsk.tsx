import { Icon } from '@passaggio/ui';
import { useState } from 'react';
import { Notice, Tile, Tiles } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { push } from './phone.ts';
import styles from './push.module.css';

/** News to the lock screen: without place and time, with them, or not at all. *No* is final and costs nothing. */
export function PushAsk({ done, leave }: { readonly done: () => void; readonly leave: () => void }) {
  const { t, locale } = useRiderWords();
  const [failed, setFailed] = useState(false);
  const accept = (details: boolean): void => {
    setFailed(false);
    push.accept(locale, details).then(done, () => setFailed(true));
  };
  const decline = (): void => {
    push.decline();
    done();
  };
  return (
    <Screen name="push" title={t('push.title')} back={done} leave={leave}>
      <div className={styles.picture} aria-hidden="true">
        <Icon name="my-phone" size={56} />
        <Icon name="bell" size={56} />
        <Icon name="bus" size={56} />
      </div>
      <p className={styles.why}>{t('push.why')}</p>
      {failed && (
        <Notice icon="no-signal" tone="stop">
          {t('common.noAnswer')}
        </Notice>
      )}
      <Tiles columns={3} label={t('push.title')}>
        <Tile icon="bell" say={say('push.sign')} act={() => accept(false)}>
          {t('push.sign')}
        </Tile>
        <Tile icon="clock" say={say('push.details')} act={() => accept(true)}>
          {t('push.details')}
        </Tile>
        <Tile icon="cross" say={say('push.no')} act={decline}>
          {t('push.no')}
        </Tile>
      </Tiles>
    </Screen>
  );
}
