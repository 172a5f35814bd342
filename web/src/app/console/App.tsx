import { ProblemError, remedyOf, type Me } from '@passaggio/contracts';
import { WordsProvider, type Catalogue, type LanguageCode } from '@passaggio/ui';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { call } from './api.ts';
import { Bar } from './Bar.tsx';
import { DayPage } from './DayPage.tsx';
import { Prompts } from './Prompts.tsx';
import { SignIn } from './SignIn.tsx';
import styles from './console.module.css';
import { consoleWords, useConsoleWords } from './words.ts';

interface Spoken {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
}

/** The staff console: who it is, then one pole's day. */
export function App({ first }: { readonly first: Spoken }) {
  const [spoken, setSpoken] = useState(first);
  const choose = (language: LanguageCode): void => {
    localStorage.setItem('console-language', language);
    void consoleWords(language).then((catalogue) => setSpoken({ language, catalogue }));
  };
  return (
    <WordsProvider language={spoken.language} catalogue={spoken.catalogue}>
      <Signed language={spoken.language} choose={choose} />
    </WordsProvider>
  );
}

function Signed({ language, choose }: { readonly language: LanguageCode; readonly choose: (language: LanguageCode) => void }) {
  const { t } = useConsoleWords();
  const [me, setMe] = useState<Me | 'unknown' | 'none' | 'unread'>('unknown');
  useEffect(() => {
    if (me !== 'unknown') return;
    call('staffMe', {}).then(setMe, (error: unknown) => setMe(error instanceof ProblemError && remedyOf(error.problem) === 'sign-in' ? 'none' : 'unread'));
  }, [me]);
  const [path] = useLocation();
  const signedOut = useCallback(() => setMe('none'), []);
  const leave = (): void => void call('staffSignOut', {}).then(signedOut, signedOut);
  return (
    <div className={styles.console}>
      <Bar language={language} choose={choose} leave={typeof me === 'string' ? undefined : leave} />
      {me === 'none' && <SignIn signedIn={setMe} />}
      {me === 'unread' && (
        <p className={styles.notice} data-tone="stop">
          {t('common.noAnswer')} <button onClick={() => setMe('unknown')}>{t('common.retry')}</button>
        </p>
      )}
      {typeof me !== 'string' && (path === '/console/prompts' ? <Prompts /> : <DayPage me={me} signedOut={signedOut} />)}
    </div>
  );
}
