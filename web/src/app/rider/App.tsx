import { Listening, WordsProvider, type Catalogue, type LanguageCode } from '@passaggio/ui';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Card } from '../../features/account/card.ts';
import { LanguageChoice } from '../../features/account/LanguageChoice.tsx';
import { ClockPage } from '../../features/leave/ClockPage.tsx';
import { useGo } from '../../lib/rider/go.ts';
import { later, Later } from '../../lib/rider/later.tsx';
import { preferences } from '../../lib/rider/preferences.ts';
import { wipeStorage } from '../../lib/rider/wipe.ts';
import { riderWords } from '../../lib/rider/words.ts';
import { Signed } from './Signed.tsx';

/** Seen once: not a part of what everybody waits for. */
const FirstTime = later(async () => (await import('../../features/first/FirstTime.tsx')).FirstTime);
const Practice = later(async () => (await import('../../features/practice/Practice.tsx')).Practice);

interface Spoken {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
}

interface AppProps {
  readonly first: Spoken;
  /** The language was chosen before. */
  readonly known: boolean;
  /** Whose QR opened the page. */
  readonly card: Card | undefined;
}

/**
 * Language first, then the first pictures where this phone has not shown them, then who it is, then the rides. Whoever is signed in stays so
 * beneath a language that is chosen or pictures that are looked at again.
 */
export function App({ first, known, card }: AppProps) {
  const [spoken, setSpoken] = useState(first);
  const [chosen, setChosen] = useState(known);
  const [seen, setSeen] = useState(preferences.seen);
  const [practises, setPractises] = useState(false);
  const [begun, setBegun] = useState(false);
  const [path] = useLocation();
  const go = useGo();
  const choose = async (language: LanguageCode): Promise<void> => {
    setSpoken({ language, catalogue: await riderWords(language) });
    setChosen(true);
    go('/');
  };
  const begin = (practise: boolean): void => {
    preferences.setSeen();
    setSeen(true);
    setPractises(practise);
    go('/');
  };
  const leave = (): void => {
    setPractises(false);
    preferences.setLeaving(true); // the session ends before anything is shown again
    wipeStorage();
    go('/clock');
  };
  if (path === '/clock') return <ClockPage />;
  const over =
    !chosen || path === '/language' ? (
      <LanguageChoice chosen={chosen ? spoken.language : undefined} choose={(code) => void choose(code)} leave={leave} />
    ) : practises ? (
      <Practice done={() => begin(false)} leave={leave} />
    ) : !seen || path === '/first' ? (
      <FirstTime attempt={() => begin(true)} done={() => begin(false)} leave={leave} />
    ) : undefined;
  if (over === undefined && !begun) setBegun(true);
  return (
    <WordsProvider language={spoken.language} catalogue={spoken.catalogue}>
      <Listening language={spoken.language} catalogue={spoken.catalogue} load={riderWords}>
        <Later leave={leave}>
          {over}
          {begun && <Signed card={card} isCovered={over !== undefined} />}
        </Later>
      </Listening>
    </WordsProvider>
  );
}
