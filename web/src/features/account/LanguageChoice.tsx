import { Icon, languages, part, type LanguageCode } from '@passaggio/ui';
import { useGo } from '../../lib/rider/go.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say } from '../../lib/rider/words.ts';
import styles from './language-choice.module.css';

interface LanguageChoiceProps {
  /** None yet: there is no way back. */
  readonly chosen: LanguageCode | undefined;
  readonly choose: (code: LanguageCode) => void;
  readonly leave: () => void;
}

/** Each language by its own name: the first tap says it, the second chooses. Those without words yet answer in the next of their chain. */
export function LanguageChoice({ chosen, choose, leave }: LanguageChoiceProps) {
  const go = useGo();
  return (
    <Screen
      name="language"
      title={
        <>
          <Icon name="language" />
          <span className="only-heard">{languages.map((language) => language.name).join(' · ')}</span>
        </>
      }
      shows={say(...languages.map(({ code }) => part.language(code)))}
      tool="theme"
      back={chosen === undefined ? undefined : () => go('/')}
      leave={leave}
    >
      <div className={styles.languages} data-listen>
        {languages.map(({ code, name, dir }) => (
          <button
            key={code}
            type="button"
            className={styles.language}
            lang={code}
            dir={dir}
            aria-pressed={code === chosen}
            data-say={say(part.language(code))}
            onClick={() => {
              preferences.setLanguage(code);
              choose(code);
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </Screen>
  );
}
