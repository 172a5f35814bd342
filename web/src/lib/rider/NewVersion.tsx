import { openNewVersion, useRelease } from '@passaggio/ui';
import { useState } from 'react';
import { Notice, Wide } from './Buttons.tsx';
import { say, useRiderWords } from './words.ts';

/** The server has a newer page: offered quietly. It is opened when its reader says so, never under somebody's hands. */
export function NewVersion() {
  const { t } = useRiderWords();
  const { isOld } = useRelease();
  const [isAway, setAway] = useState(false);
  if (!isOld) return null;
  const take = (): void => {
    setAway(false);
    openNewVersion('/').catch(() => setAway(true));
  };
  return (
    <>
      {isAway && (
        <Notice icon="no-signal" tone="late">
          {t('common.noAnswer')}
        </Notice>
      )}
      <Wide icon="again" say={say('version.new')} act={take}>
        {t('version.new')}
      </Wide>
    </>
  );
}
