import { openNewVersion, useRelease } from '@passaggio/ui';
import { useState } from 'react';
import { Notice, Tool } from './Buttons.tsx';
import { useDriverState } from './useDriver.ts';
import { useDriverWords } from './words.ts';
import styles from './waiting.module.css';

/** The server has a newer page: offered between runs, and opened once all of it is on the phone. In a run nothing changes under a driver's hands. */
export function NewVersion() {
  const { t } = useDriverWords();
  const { runs } = useDriverState();
  const { isOld } = useRelease();
  const [isAway, setAway] = useState(false);
  if (!isOld || runs.some(({ view }) => view.state === 'under-way')) return null;
  const take = (): void => {
    setAway(false);
    openNewVersion('/driver/').catch(() => setAway(true));
  };
  return (
    <>
      {isAway && (
        <Notice icon="no-signal" tone="late">
          {t('common.noAnswer')}
        </Notice>
      )}
      <div className={styles.version}>
        <Tool icon="again" act={take}>
          {t('version.new')}
        </Tool>
      </div>
    </>
  );
}
