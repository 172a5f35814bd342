import { Icon, Keypad, Ltr, Typed } from '@passaggio/ui';
import { BarButton, Main } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import styles from './shift.module.css';

const LENGTH = 6;

interface OdometerProps {
  /** Digits, whole kilometres; empty where it was not read. */
  readonly value: string;
  readonly change: (value: string) => void;
  readonly back: () => void;
}

export function Odometer({ value, change, back }: OdometerProps) {
  const { t } = useDriverWords();
  return (
    <Screen
      name="odometer"
      title={t('check.odometer')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        <Main icon="check" act={back} isLow>
          {t('code.done')}
        </Main>
      }
    >
      <Typed value={value} length={LENGTH} label={t('check.odometer')} />
      <Keypad fills value={value} length={LENGTH} change={change} />
    </Screen>
  );
}

export function OdometerRow({ value, open }: { readonly value: string; readonly open: () => void }) {
  const { t } = useDriverWords();
  return (
    <button type="button" className={styles.row} onClick={open} data-odometer={value}>
      <Icon name="gauge" />
      <span className={styles.name}>{t('check.odometer')}</span>
      {value === '' ? <span className={styles.small}>{t('check.notRead')}</span> : <Ltr>{Number(value)} km</Ltr>}
    </button>
  );
}
