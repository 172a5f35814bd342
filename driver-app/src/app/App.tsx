import type { AccountId, EpochMs, RunId, RunView } from '@passaggio/contracts';
import { Listening, WordsProvider, Zone, type Catalogue, type LanguageCode } from '@passaggio/ui';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { Drive } from '../features/drive/Drive.tsx';
import { Languages } from '../features/shift/Languages.tsx';
import { Runs } from '../features/shift/Runs.tsx';
import { SignIn } from '../features/shift/SignIn.tsx';
import { preferences } from '../lib/preferences.ts';
import { DriverContext, useDriver, type Driver } from '../lib/useDriver.ts';
import { isPast, isUnderWay } from '../offline/position.ts';
import { driverWords } from '../lib/words.ts';
import type { TimeKeeper } from '../offline/timeKeeper.ts';
import type { DriverStore } from './driverStore.ts';

interface AppProps {
  readonly store: DriverStore;
  readonly time: TimeKeeper;
  readonly first: { readonly language: LanguageCode; readonly catalogue: Catalogue };
}

export function App({ store, time, first }: AppProps) {
  const [spoken, setSpoken] = useState(first);
  const [isChoosing, setChoosing] = useState(false);
  const state = useSyncExternalStore(store.subscribe, () => store.state);
  const driver = useMemo<Driver>(() => ({ store, now: () => time.now(), showLanguages: () => setChoosing(true) }), [store, time]);
  const choose = async (language: LanguageCode): Promise<void> => {
    preferences.setLanguage(language);
    setSpoken({ language, catalogue: await driverWords(language) });
    setChoosing(false);
  };
  return (
    <WordsProvider language={spoken.language} catalogue={spoken.catalogue}>
      <Listening language={spoken.language} catalogue={spoken.catalogue} load={driverWords}>
        <Zone value={state.me?.poles[0]?.zone ?? 'Europe/Rome'}>
          <DriverContext value={driver}>{isChoosing ? <Languages choose={(code) => void choose(code)} /> : <Shift store={store} />}</DriverContext>
        </Zone>
      </Listening>
    </WordsProvider>
  );
}

interface Chosen {
  readonly run: RunId | 'list';
  readonly since: EpochMs;
  /** Whose choice it is. */
  readonly account: AccountId | undefined;
}

/** Of yesterday, on a page that was never closed: today's runs come first. One that is opened later on purpose stays open. */
const isLeftOpen = (view: RunView, { run, since }: Chosen, at: EpochMs): boolean =>
  view.run === run && view.state !== 'ended' && isPast(view, at) && !isPast(view, since);

/** A run under way opens by itself: after a reload the driver is where the bus is. */
function Shift({ store }: { readonly store: DriverStore }) {
  const state = useSyncExternalStore(store.subscribe, () => store.state);
  const [chosen, setChosen] = useState<Chosen>();
  const [isSigningIn, setSigningIn] = useState(false);
  const { now } = useDriver();
  const { at } = now();
  const account = state.me?.account;
  const open = (run: RunId | 'list'): void => setChosen({ run, since: at, account });
  const isOld = chosen !== undefined && (chosen.account !== account || state.runs.some(({ view }) => isLeftOpen(view, chosen, at)));
  if (isOld) setChosen(undefined);
  const run = state.runs.find(({ view }) => (chosen === undefined || isOld ? isUnderWay(view, at) : view.run === chosen.run));
  if (chosen === undefined && run !== undefined) open(run.view.run); // and stays open when it ends
  if (state.session === 'none' || state.me === undefined) return <SignIn />;
  if (isSigningIn) return <SignIn back={() => setSigningIn(false)} />;
  if (run === undefined) return <Runs open={open} signInAgain={() => setSigningIn(true)} />;
  return <Drive key={run.view.run} run={run} back={() => open('list')} />;
}
