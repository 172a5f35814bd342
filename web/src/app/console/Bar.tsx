import { getLanguage, openNewVersion, useRelease, written, type LanguageCode } from '@passaggio/ui';
import { useState } from 'react';
import { Link } from 'wouter';
import styles from './console.module.css';
import { SignIns } from './SignIns.tsx';
import { useConsoleWords } from './words.ts';

/** Name of the product, language, sign-out. */
export function Bar({
  language,
  choose,
  leave,
}: {
  readonly language: LanguageCode;
  readonly choose: (language: LanguageCode) => void;
  readonly leave: (() => void) | undefined;
}) {
  const { t } = useConsoleWords();
  const { isOld, skipped } = useRelease();
  const [isShown, setShown] = useState(false);
  return (
    <header className={styles.bar}>
      <strong>Passaggio</strong>
      {leave !== undefined && (
        <nav className={styles.ways}>
          <Link href="/console">{t('bar.day')}</Link> <Link href="/console/prompts">{t('prompts')}</Link>
        </nav>
      )}
      <label className={styles.field}>
        <span>{t('bar.language')}</span>
        <select value={language} onChange={(event) => choose(event.target.value as LanguageCode)}>
          {written.map((code) => (
            <option key={code} value={code} lang={code}>
              {getLanguage(code).name}
            </option>
          ))}
        </select>
      </label>
      {skipped > 0 && (
        <span role="status" data-tone="late">
          {t('bar.skipped', { n: skipped })}
        </span>
      )}
      {isOld && (
        <button className={styles.go} data-new-version onClick={() => void openNewVersion(undefined)}>
          {t('version.new')}
        </button>
      )}
      {leave !== undefined && (
        <div className={styles.ways}>
          <button onClick={() => setShown(true)}>{t('signIns')}</button>
          <button onClick={leave}>{t('bar.signOut')}</button>
        </div>
      )}
      {isShown && <SignIns done={() => setShown(false)} />}
    </header>
  );
}
