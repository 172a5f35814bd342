import { Clock, Ltr } from '@passaggio/ui';
import type { Change } from '../../offline/changes.ts';
import { Main } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import styles from './stop.module.css';

/** What a newer plan changed, before anything else at a standstill. */
export function Changed({ changes, seen }: { readonly changes: readonly Change[]; readonly seen: () => void }) {
  const { t, rich } = useDriverWords();
  const nodes = (change: Change) => ({
    place: change.place,
    ...('at' in change ? { time: <Clock at={change.at} /> } : {}),
    ...('was' in change
      ? {
          was: (
            <s>
              <Clock at={change.was} />
            </s>
          ),
        }
      : {}),
    ...('codes' in change ? { codes: <Ltr>{change.codes.join(' ')}</Ltr> } : {}),
  });
  return (
    <Screen
      name="changed"
      title={t('changed.title')}
      foot={
        <Main icon="eye" act={seen}>
          {t('seen')}
        </Main>
      }
    >
      <ul className={styles.changes}>
        {changes.map((change, i) => (
          <li key={i} data-change={change.change}>
            {rich(`changed.${change.change}`, nodes(change))}
          </li>
        ))}
      </ul>
    </Screen>
  );
}
