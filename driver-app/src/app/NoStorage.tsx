import { WordsProvider, type Catalogue, type LanguageCode } from '@passaggio/ui';
import { Main, Notice } from '../lib/Buttons.tsx';
import styles from '../lib/screen.module.css';
import { useDriverWords } from '../lib/words.ts';

interface NoStorageProps {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
}

/** A phone whose disk cannot be opened: nothing is recorded on it, and it says so. */
export function NoStorage({ language, catalogue }: NoStorageProps) {
  return (
    <WordsProvider language={language} catalogue={catalogue}>
      <Told />
    </WordsProvider>
  );
}

function Told() {
  const { t } = useDriverWords();
  return (
    <div className={styles.screen} data-screen="no-storage">
      <main className={styles.main}>
        <Notice icon="warning" tone="stop">
          {t('refused.storage')}
        </Notice>
      </main>
      <footer className={styles.foot}>
        <Main icon="again" act={() => location.reload()}>
          {t('common.retry')}
        </Main>
      </footer>
    </div>
  );
}
