import { getLanguage, languages, written, type LanguageCode } from '@passaggio/ui';
import { preferences } from '../../lib/rider/preferences.ts';
import styles from './language-choice.module.css';

const choices = languages.filter((language) => written.some((code) => code === language.code));

/** Each language by its own name. Those without words yet are not offered: they would answer in another language. */
export function LanguageChoice({ chosen, choose }: { readonly chosen: LanguageCode | undefined; readonly choose: (code: LanguageCode) => void }) {
  return (
    <main className={styles.screen} data-screen="language">
      <h1 className="only-heard">{choices.map((language) => language.name).join(' · ')}</h1>
      {choices.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          className={styles.language}
          lang={code}
          dir={getLanguage(code).dir}
          aria-pressed={code === chosen}
          onClick={() => {
            preferences.setLanguage(code);
            choose(code);
          }}
        >
          {name}
        </button>
      ))}
    </main>
  );
}
