import type { Trouble, TroubleKind } from '@passaggio/contracts';
import { Clock, Icon, Ltr, type IconName } from '@passaggio/ui';
import type { View } from '../../offline/view.ts';
import { BarButton, MainLink, Notice } from '../../lib/Buttons.tsx';
import { HoldButton } from '../../lib/HoldButton.tsx';
import { Screen, ThemeButton } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { CallDispatch } from './CallDispatch.tsx';
import styles from './help.module.css';

interface HelpProps {
  readonly view: View;
  readonly tell: (trouble: TroubleKind) => void;
  readonly toRuns: () => void;
  readonly back: () => void;
}

const kinds = ['breakdown', 'accident'] as const;
const icons: { readonly [kind in Trouble['trouble']]: IconName } = { breakdown: 'wrench', accident: 'crash', unknown: 'warning' };

/** At a standstill: 112 and dispatch by voice; breakdown and accident, which dispatch sees at once or as soon as there is signal. */
export function Help({ view, tell, toRuns, back }: HelpProps) {
  const { t } = useDriverWords();
  const told = view.troubles.length - view.untold;
  return (
    <Screen
      name="help"
      title={t('help.title')}
      bar={
        <>
          <ThemeButton />
          <BarButton icon="list" label={t('runs.title')} act={toRuns} />
          <BarButton icon="back" label={t('common.back')} act={back} />
        </>
      }
    >
      <MainLink icon="phone" href="tel:112" tone="stop" note={<Ltr>112</Ltr>} isLow>
        {t('help.emergency')}
      </MainLink>
      <CallDispatch />
      {view.troubles.map(({ trouble, at, seenBy }, i) => (
        <Told key={i} trouble={trouble} at={at} seenBy={seenBy} isTold={i < told} />
      ))}
      <div className={styles.kinds}>
        {kinds.map((kind) => (
          <HoldButton key={kind} icon={icons[kind]} label={t(`help.${kind}`)} act={() => tell(kind)} />
        ))}
      </div>
    </Screen>
  );
}

interface ToldProps {
  readonly trouble: Trouble['trouble'];
  readonly at: number;
  readonly seenBy: string | null;
  readonly isTold: boolean;
}

function Told({ trouble, at, seenBy, isTold }: ToldProps) {
  const { t, rich } = useDriverWords();
  return (
    <div data-trouble={trouble} data-told={isTold} data-seen={seenBy !== null}>
      <Notice icon={isTold ? (seenBy === null ? 'up' : 'eye') : 'no-signal'} tone={isTold && seenBy !== null ? 'ok' : 'late'}>
        <Icon name={icons[trouble]} size={20} /> <span>{t(`help.${trouble}`)}</span>
        <br />
        <span>{isTold ? rich('help.told', { time: <Clock at={at} /> }) : t('help.waits')}</span>
        {isTold && <br />}
        {isTold && <span>{seenBy === null ? t('help.unseen') : t('help.seen', { who: seenBy })}</span>}
      </Notice>
    </div>
  );
}
