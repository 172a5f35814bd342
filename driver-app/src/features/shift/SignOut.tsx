import { useState } from 'react';
import { BarButton, Main, Notice, Tool } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriver, useDriverState } from '../../lib/useDriver.ts';
import { useDriverWords } from '../../lib/words.ts';
import { ChangePin } from './ChangePin.tsx';
import { Phones } from './Phones.tsx';
import styles from './shift.module.css';

/** Asked once more: without signal nobody can sign in again, and the runs stay closed. */
export function SignOut({ back }: { readonly back: () => void }) {
  const { t } = useDriverWords();
  const { store } = useDriver();
  const { link, waiting } = useDriverState();
  const isAway = link === 'away';
  const [shown, setShown] = useState<'pin' | 'phones'>();
  if (shown === 'pin') return <ChangePin back={() => setShown(undefined)} />;
  if (shown === 'phones') return <Phones back={() => setShown(undefined)} />;
  return (
    <Screen
      name="sign-out"
      title={t('signOut.title')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        <Main icon="leave" tone={isAway ? 'late' : 'plain'} act={() => void store.signOut()}>
          {t('bar.signOut')}
        </Main>
      }
    >
      <div className={styles.tools}>
        <Tool icon="lock" act={() => setShown('pin')}>
          {t('account.pin')}
        </Tool>
        <Tool icon="my-phone" act={() => setShown('phones')}>
          {t('account.phones')}
        </Tool>
      </div>
      <p>{t('signOut.runs')}</p>
      {isAway && (
        <Notice icon="no-signal" tone="stop">
          {t('signOut.away')}
        </Notice>
      )}
      {waiting.all > 0 && (
        <Notice icon="up" tone="late">
          {t('signIn.keeps', { n: waiting.all })}
        </Notice>
      )}
    </Screen>
  );
}
