import { Plate } from '@passaggio/ui';
import { useState } from 'react';
import type { View } from '../../offline/view.ts';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { WaitingNotices } from '../../lib/Waiting.tsx';
import { useDriverWords } from '../../lib/words.ts';

interface EndOfRunProps {
  readonly view: View;
  readonly end: () => void;
  readonly back: () => void;
}

/** After the last stop: all off? Asked once more while anybody is on board. */
export function EndOfRun({ view, end, back }: EndOfRunProps) {
  const { t } = useDriverWords();
  const [isAsked, setAsked] = useState(false);
  const hasEnded = view.state === 'ended';
  const main = hasEnded ? (
    <Main icon="list" act={back}>
      {t('runs.title')}
    </Main>
  ) : view.onBoard > 0 && !isAsked ? (
    <Main icon="check" act={() => setAsked(true)}>
      {t('end.end')}
    </Main>
  ) : (
    <Main icon="check" tone={view.onBoard > 0 ? 'late' : 'go'} act={end}>
      {t(view.onBoard > 0 ? 'end.sure' : 'end.end')}
    </Main>
  );
  return (
    <Screen
      name={hasEnded ? 'ended' : 'driven'}
      title={<Plate number={view.plate.number} size={40} />}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={main}
    >
      <WaitingNotices />
      <h2>{t(hasEnded ? 'end.done' : 'end.title')}</h2>
      {!hasEnded && view.onBoard === 0 && <p>{t('end.allOff')}</p>}
      {view.onBoard > 0 && (
        <Notice icon="people" tone="stop">
          {t('end.stillOn', { n: view.onBoard })}
        </Notice>
      )}
    </Screen>
  );
}
