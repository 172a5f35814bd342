import { openNewVersion, WordsProvider, type Catalogue, type LanguageCode } from '@passaggio/ui';
import { useState } from 'react';
import { Main, Notice } from '../lib/Buttons.tsx';
import styles from '../lib/screen.module.css';
import { useDriverWords } from '../lib/words.ts';
import type { NotOpen } from './openDriver.ts';

interface NoStorageProps {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
  readonly why: NotOpen;
}

/** A phone whose disk cannot be opened by this page: nothing is recorded on it, and it says why and what the way out is. */
export function NoStorage({ language, catalogue, why }: NoStorageProps) {
  return (
    <WordsProvider language={language} catalogue={catalogue}>
      <Told why={why} />
    </WordsProvider>
  );
}

function Told({ why }: Pick<NoStorageProps, 'why'>) {
  const { t } = useDriverWords();
  const [isAway, setAway] = useState(false);
  const takeNew = (): void => {
    setAway(false);
    openNewVersion('/driver/').catch(() => setAway(true));
  };
  return (
    <div className={styles.screen} data-screen="no-storage" data-why={why}>
      <main className={styles.main}>
        <Notice icon="warning" tone="stop">
          {t(`refused.${why}`)}
        </Notice>
        {isAway && (
          <Notice icon="no-signal" tone="late">
            {t('common.noAnswer')}
          </Notice>
        )}
      </main>
      <footer className={styles.foot}>
        {why === 'newer' ? (
          <Main icon="again" act={takeNew}>
            {t('version.new')}
          </Main>
        ) : (
          <Main icon="again" act={() => location.reload()}>
            {t('common.retry')}
          </Main>
        )}
      </footer>
    </div>
  );
}
