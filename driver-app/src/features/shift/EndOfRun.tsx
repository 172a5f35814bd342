import type { RunNote } from '@passaggio/contracts';
import { Plate, type IconName } from '@passaggio/ui';
import { useState } from 'react';
import type { Tap } from '../../offline/decide.ts';
import type { View } from '../../offline/view.ts';
import { BarButton, Main, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { Ticks } from '../../lib/Ticks.tsx';
import { WaitingNotices, WaitingSign } from '../../lib/Waiting.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { Odometer, OdometerRow } from './Odometer.tsx';
import styles from './shift.module.css';

const notes: { readonly [note in RunNote]: IconName } = { fuel: 'fuel', dirty: 'broom', damage: 'warning', found: 'box' };

interface EndOfRunProps {
  readonly view: View;
  readonly end: (tap: Extract<Tap, { tap: 'end' }>) => void;
  readonly openHelp: () => void;
  readonly back: () => void;
}

/** After the last stop: all off, odometer, what others must know. Asked once more while anybody is on board. */
export function EndOfRun({ view, end, openHelp, back }: EndOfRunProps) {
  const { t } = useDriverWords();
  const [isAsked, setAsked] = useState(false);
  const [noted, setNoted] = useState<readonly RunNote[]>([]);
  const [odometer, setOdometer] = useState('');
  const [isReading, setReading] = useState(false);
  if (isReading) return <Odometer value={odometer} change={setOdometer} back={() => setReading(false)} />;
  const finish = (): void =>
    end({ tap: 'end', sure: true, ...(noted.length > 0 && { notes: [...noted] }), ...(odometer !== '' && { odometer: Number(odometer) }) });
  const toggle = (note: RunNote): void => setNoted(noted.includes(note) ? noted.filter((one) => one !== note) : [...noted, note]);
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
    <Main icon="check" tone={view.onBoard > 0 ? 'late' : 'go'} act={finish}>
      {t(view.onBoard > 0 ? 'end.sure' : 'end.end')}
    </Main>
  );
  return (
    <Screen
      name={hasEnded ? 'ended' : 'driven'}
      title={<Plate number={view.plate.number} size={40} />}
      bar={
        <>
          {!hasEnded && <BarButton icon="help" label={t('bar.help')} act={openHelp} />}
          <BarButton icon="back" label={t('common.back')} act={back} />
        </>
      }
      foot={main}
    >
      {hasEnded && <WaitingNotices />}
      <div className={styles.spread}>
        <h2>{t(hasEnded ? 'end.done' : 'end.title')}</h2>
        {!hasEnded && <WaitingSign />}
      </div>
      {!hasEnded && view.onBoard === 0 && <p>{t('end.allOff')}</p>}
      {view.onBoard > 0 && (
        <Notice icon="people" tone="stop">
          {t('end.stillOn', { n: view.onBoard })}
        </Notice>
      )}
      {!hasEnded && (
        <>
          <OdometerRow value={odometer} open={() => setReading(true)} />
          <h3>{t('end.notes')}</h3>
          <Ticks
            label={t('end.notes')}
            items={(Object.keys(notes) as RunNote[]).map((note) => ({ item: note, icon: notes[note], word: t(`note.${note}`), isOn: noted.includes(note) }))}
            toggle={toggle}
          />
        </>
      )}
    </Screen>
  );
}
