import { languages, part, said, written, type Written } from '@passaggio/ui';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import styles from './shift.module.css';

/** Each language by its own name: the first tap says it, the second chooses. */
export function Languages({ choose }: { readonly choose: (language: Written) => void }) {
  const { t, locale } = useDriverWords();
  return (
    <Screen name="language" title={t('bar.language')}>
      <div className={styles.list} data-listen>
        {written.map((code) => (
          <button
            key={code}
            type="button"
            className={styles.choice}
            lang={code}
            dir="auto"
            data-say={said(part.language(code))}
            aria-pressed={code === locale}
            onClick={() => choose(code)}
          >
            {languages.find((language) => language.code === code)?.name}
          </button>
        ))}
      </div>
    </Screen>
  );
}
