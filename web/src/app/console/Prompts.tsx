import { getLanguage, languages, loadPrompts, type Prompts as Needed } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import { riderWords } from '../../lib/rider/words.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

/** The spoken prompts each language lacks, and whether its words are drafts. */
export function Prompts() {
  const { t } = useConsoleWords();
  const [all, setAll] = useState<readonly Needed[]>([]);
  useEffect(() => {
    let isGone = false;
    const read = async (): Promise<void> => {
      const { promptsOf } = await loadPrompts();
      const found = await Promise.all(languages.map(async ({ code }) => promptsOf(code, await riderWords(code))));
      if (!isGone) setAll(found);
    };
    void read();
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <main className={styles.page} data-screen="prompts">
      <h1>{t('prompts')}</h1>
      <p>{t('prompts.test')}</p>
      {all.length === 0 && <output>{t('common.loading')}</output>}
      {all.map((one) => (
        <OfLanguage key={one.language} prompts={one} />
      ))}
    </main>
  );
}

function OfLanguage({ prompts: { language, words, needed, missing } }: { readonly prompts: Needed }) {
  const { t } = useConsoleWords();
  const { name, dir } = getLanguage(language);
  return (
    <details data-language={language} data-missing={missing.length}>
      <summary>
        <strong lang={language}>{name}</strong> <span>{t('prompts.missing', { n: missing.length, of: needed })}</span>{' '}
        <span>{t(`prompts.words.${words}`)}</span>
      </summary>
      <table className={styles.table}>
        <tbody>
          {missing.map(({ clip, text }) => (
            <tr key={clip}>
              <td>
                <code>{clip}</code>
              </td>
              <td lang={language} dir={dir}>
                {text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
