import type { RunStop } from '@passaggio/contracts';
import { Keypad, Typed } from '@passaggio/ui';
import { useState } from 'react';
import type { ShownRun } from '../../app/driverState.ts';
import { findCode } from '../../offline/codes.ts';
import { codeOfCard, readScanned } from '../../offline/scanned.ts';
import { BarButton, Main, Tool } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import type { Recorder } from '../drive/Drive.tsx';
import { Found, type Told } from './Found.tsx';
import { Scan } from './Scan.tsx';
import styles from './stop.module.css';

interface CodePadProps {
  readonly run: ShownRun;
  readonly stop: RunStop;
  readonly runs: readonly ShownRun[];
  readonly tap: Recorder;
  readonly back: () => void;
}

const LENGTH = 4;

/** Four digits, or what the camera reads: at this stop the person boards or gets off; any other code is told where it belongs. */
export function CodePad({ run, stop, runs, tap, back }: CodePadProps) {
  const { t } = useDriverWords();
  const [typed, setTyped] = useState('');
  const [isScanning, setScanning] = useState(false);
  const [told, setTold] = useState<Told>();
  const { view, keys } = run;
  const change = (value: string): void => {
    setTyped(value);
    setTold(undefined);
    if (value.length === LENGTH) void look(value);
  };
  const look = async (code: string): Promise<void> => {
    const found = findCode(code, view, stop, { others: runs.map((one) => one.view), keys });
    setTyped('');
    if (found.found !== 'gets-on' && found.found !== 'gets-off') return setTold({ code, found });
    const { ride, leg } = found.person;
    const recording = await tap({ tap: found.found === 'gets-on' ? 'board' : 'alight', who: { ride, leg } });
    if ('recorded' in recording) setTold({ code, found });
    else setTold({ code, found: { found: recording.refused === 'full' ? 'full' : 'other' } });
  };
  const read = async (text: string): Promise<void> => {
    const scanned = readScanned(text);
    if (scanned.is === 'other') return setTold({ code: '', found: { found: 'no-code' } });
    const code = scanned.is === 'code' ? scanned.code : await codeOfCard(scanned.token, known(runs));
    if (code === undefined) setTold({ code: '', found: { found: 'strange-card' } });
    else await look(code);
  };
  const result = told !== undefined && <Found {...told} seats={view.seats} />;
  if (isScanning) return <Scan read={read} told={result} back={() => setScanning(false)} />;
  return (
    <Screen
      name="code"
      title={t('code.title')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        <div className={styles.tools}>
          <Tool icon="scan" act={() => setScanning(true)}>
            {t('scan.tool')}
          </Tool>
          <Main icon="check" act={back} isLow>
            {t('code.done')}
          </Main>
        </div>
      }
    >
      {told === undefined ? <Typed value={typed} length={LENGTH} label={t('code.title')} /> : result}
      <Keypad fills value={typed} length={LENGTH} change={change} />
    </Screen>
  );
}

const known = (runs: readonly ShownRun[]) => runs.flatMap(({ keys }) => (keys === undefined ? [] : [keys]));
