import { part } from '@passaggio/ui';
import { useState } from 'react';
import { Forward, Wide } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import styles from './first.module.css';
import { pictures } from './pictures.tsx';

interface FirstTimeProps {
  /** To the practice booking. */
  readonly attempt: () => void;
  readonly done: () => void;
  readonly leave: () => void;
}

/** What Passaggio is, in five pictures: free, how to book, which bus, who sees what, how to leave. */
export function FirstTime({ attempt, done, leave }: FirstTimeProps) {
  const { t } = useRiderWords();
  const [at, setAt] = useState(0);
  const { name, words, Picture } = pictures[at]!;
  const isLast = at === pictures.length - 1;
  return (
    <Screen
      key={name}
      name={`first-${name}`}
      title={<Steps at={at} />}
      shows={say(part.number(at + 1), part.number(pictures.length))}
      back={at > 0 ? () => setAt(at - 1) : undefined}
      leave={leave}
      forward={
        isLast ? (
          <Forward icon="pencil" say={say('first.try')} act={attempt}>
            {t('first.try')}
          </Forward>
        ) : (
          <Forward icon="forward" say={say('signIn.next')} act={() => setAt(at + 1)}>
            {t('signIn.next')}
          </Forward>
        )
      }
    >
      <div className={styles.picture} aria-hidden="true">
        <Picture />
      </div>
      <p className={styles.words} data-shows={say(words)}>
        {t(words)}
      </p>
      <div className={styles.rest} />
      <Wide icon="check" say={say('first.known')} act={done}>
        {t('first.known')}
      </Wide>
    </Screen>
  );
}

function Steps({ at }: { readonly at: number }) {
  const { t } = useRiderWords();
  return (
    <>
      <span className="only-heard">{t('first.step', { n: at + 1, of: pictures.length })}</span>
      <span className={styles.steps} aria-hidden="true">
        {pictures.map(({ name }, i) => (
          <span key={name} data-on={i <= at} />
        ))}
      </span>
    </>
  );
}
