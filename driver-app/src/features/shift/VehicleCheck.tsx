import type { CheckItem } from '@passaggio/contracts';
import type { IconName } from '@passaggio/ui';
import { useState } from 'react';
import type { Tap } from '../../offline/decide.ts';
import { BarButton, Main } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { Ticks } from '../../lib/Ticks.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { Odometer, OdometerRow } from './Odometer.tsx';

const icons: { readonly [item in CheckItem]: IconName } = {
  lights: 'lamp',
  tyres: 'tyre',
  brakes: 'brake',
  doors: 'door',
  belts: 'belt',
  kit: 'extinguisher',
};
const items = Object.keys(icons) as CheckItem[];

interface VehicleCheckProps {
  readonly start: (tap: Extract<Tap, { tap: 'start' }>) => void;
  readonly back: () => void;
}

/** Looked at before the run: what is not ticked is a fault, asked once more and told to dispatch. */
export function VehicleCheck({ start, back }: VehicleCheckProps) {
  const { t } = useDriverWords();
  const [ok, setOk] = useState<readonly CheckItem[]>([]);
  const [odometer, setOdometer] = useState('');
  const [shows, setShows] = useState<'list' | 'odometer' | 'sure'>('list');
  const faults = items.filter((item) => !ok.includes(item));
  const go = (): void =>
    start({ tap: 'start', check: { ok: items.filter((item) => ok.includes(item)), faults }, ...(odometer !== '' && { odometer: Number(odometer) }) });
  const toggle = (item: CheckItem): void => {
    setShows('list');
    setOk(ok.includes(item) ? ok.filter((one) => one !== item) : [...ok, item]);
  };
  if (shows === 'odometer') return <Odometer value={odometer} change={setOdometer} back={() => setShows('list')} />;
  return (
    <Screen
      name="vehicle-check"
      title={t('check.title')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        faults.length === 0 ? (
          <Main icon="wheel" act={go} isLow>
            {t('run.start')}
          </Main>
        ) : shows === 'sure' ? (
          <Main icon="warning" tone="late" note={t('missing.told')} act={go} isLow>
            {t('check.faults', { n: faults.length })}
          </Main>
        ) : (
          <Main icon="wheel" tone="plain" act={() => setShows('sure')} isLow>
            {t('run.start')}
          </Main>
        )
      }
    >
      <Ticks
        label={t('check.title')}
        items={items.map((item) => ({ item, icon: icons[item], word: t(`check.${item}`), isOn: ok.includes(item) }))}
        toggle={toggle}
      />
      <OdometerRow value={odometer} open={() => setShows('odometer')} />
    </Screen>
  );
}
