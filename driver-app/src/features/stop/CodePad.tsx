import type { RunStop } from '@passaggio/contracts';
import { Clock, Ltr } from '@passaggio/ui';
import { useState } from 'react';
import { findCode, type CodeFound } from '../../offline/codes.ts';
import type { View } from '../../offline/view.ts';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { Keypad, Typed } from '../../lib/Keypad.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import type { Recorder } from '../drive/Drive.tsx';

interface CodePadProps {
  readonly view: View;
  readonly stop: RunStop;
  readonly others: readonly View[];
  readonly tap: Recorder;
  readonly back: () => void;
}

const LENGTH = 4;

/** Four digits: at this stop the person boards or gets off; any other code is told where it belongs. */
export function CodePad({ view, stop, others, tap, back }: CodePadProps) {
  const { t } = useDriverWords();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<{ readonly code: string; readonly found: CodeFound | 'full' | 'other' }>();
  const change = (value: string): void => {
    setTyped(value);
    setTold(undefined);
    if (value.length === LENGTH) void look(value);
  };
  const look = async (code: string): Promise<void> => {
    const found = findCode(code, view, stop, others);
    setTyped('');
    if (found.found !== 'gets-on' && found.found !== 'gets-off') return setTold({ code, found });
    const { ride, leg } = found.person;
    const recording = await tap({ tap: found.found === 'gets-on' ? 'board' : 'alight', who: { ride, leg } });
    if ('recorded' in recording) setTold({ code, found });
    else setTold({ code, found: recording.refused === 'full' ? 'full' : 'other' });
  };
  return (
    <Screen
      name="code"
      title={t('code.title')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        <Main icon="check" act={back} isLow>
          {t('code.done')}
        </Main>
      }
    >
      <Typed value={typed} length={LENGTH} label={t('code.title')} />
      {told !== undefined && <Found {...told} seats={view.seats} />}
      <Keypad value={typed} length={LENGTH} change={change} />
    </Screen>
  );
}

function Found({ code, found, seats }: { readonly code: string; readonly found: CodeFound | 'full' | 'other'; readonly seats: number }) {
  const { t, rich } = useDriverWords();
  if (found === 'full')
    return (
      <Notice icon="warning" tone="stop">
        {t('refused.full', { seats })}
      </Notice>
    );
  if (found === 'other')
    return (
      <Notice icon="warning" tone="stop">
        {t('refused.other')}
      </Notice>
    );
  const isDone = found.found === 'gets-on' || found.found === 'gets-off';
  const nodes = {
    code: <Ltr>{code}</Ltr>,
    ...('place' in found ? { place: found.place, time: <Clock at={found.at} /> } : {}),
    ...('plate' in found ? { plate: <Ltr>{found.plate}</Ltr> } : {}),
  };
  return (
    <div data-found={found.found}>
      <Notice icon={isDone ? 'check' : 'warning'} tone={isDone ? 'ok' : 'stop'}>
        {rich(`code.${found.found}`, nodes)}
      </Notice>
    </div>
  );
}
