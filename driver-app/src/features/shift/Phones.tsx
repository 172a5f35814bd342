import { Clock, dayName, Icon, localDate, useSessions, Zone, type OtherSession } from '@passaggio/ui';
import { useContext, useState } from 'react';
import { call } from '../../lib/api.ts';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import styles from './shift.module.css';

/** Where else the driver is signed in: chosen, then signed out by the main button; without a choice all of them. */
export function Phones({ back }: { readonly back: () => void }) {
  const { t, language } = useDriverWords();
  const zone = useContext(Zone);
  const [chosen, setChosen] = useState<OtherSession>();
  const { others, fault, end, again } = useSessions({
    list: () => call('driverSessions', {}),
    endOne: (session) => call('endDriverSession', { params: { session } }),
    endOthers: () => call('endOtherDriverSessions', {}),
  });
  const act = (): void => {
    end(chosen ?? 'others');
    setChosen(undefined);
  };
  return (
    <Screen
      name="phones"
      title={t('account.phones')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        others === undefined
          ? fault !== undefined && (
              <Main icon="again" act={again}>
                {t('common.retry')}
              </Main>
            )
          : others.length > 0 && (
              <Main icon="leave" tone="late" act={act}>
                {t(chosen === undefined ? 'account.endAll' : 'account.end')}
              </Main>
            )
      }
    >
      {fault !== undefined && (
        <Notice icon={fault === 'common.noAnswer' ? 'no-signal' : 'warning'} tone="stop">
          {t(fault)}
        </Notice>
      )}
      {others === undefined ? (
        fault === undefined && <p aria-live="polite">{t('common.loading')}</p>
      ) : (
        <p>{t(others.length === 0 ? 'account.alone' : 'account.others')}</p>
      )}
      <div className={styles.list}>
        {others?.slice(0, 4).map((one) => (
          <button
            key={one.session}
            type="button"
            className={styles.choice}
            aria-pressed={one === chosen}
            onClick={() => setChosen(one === chosen ? undefined : one)}
          >
            <Icon name={one === chosen ? 'check' : 'my-phone'} size={28} />
            <span>
              {dayName(localDate(one.used ?? one.began, zone), language)} <Clock at={one.used ?? one.began} />
            </span>
          </button>
        ))}
      </div>
    </Screen>
  );
}
