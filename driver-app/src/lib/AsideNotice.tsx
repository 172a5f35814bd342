import { Clock, Icon, Ltr, Plate } from '@passaggio/ui';
import type { ReactNode } from 'react';
import type { Aside } from '../offline/aside.ts';
import { useDriver, useDriverState } from './useDriver.ts';
import styles from './waiting.module.css';
import { useDriverWords } from './words.ts';

/** What the server would not take or cannot read: kept on this phone until dispatch was told of it by word. */
export function AsideNotice() {
  const { aside } = useDriverState();
  const { store } = useDriver();
  const { t } = useDriverWords();
  if (aside.length === 0) return null;
  return (
    <details className={styles.aside} data-aside={aside.length}>
      <summary>
        <Icon name="warning" size={28} />
        <span>
          <span role="alert" data-shows="">
            {t('wait.refused', { n: aside.length })}
          </span>{' '}
          <strong>{t('aside.open')}</strong>
        </span>
      </summary>
      <ul aria-label={t('aside.title')}>
        {aside.map((one, i) => (
          <li key={i} data-act={one.act} data-why={one.why}>
            <Clock at={one.at} />
            {one.plate !== undefined && <Plate number={one.plate} size={24} />}
            <span>
              <Happened one={one} /> {one.place}
            </span>
          </li>
        ))}
      </ul>
      <button type="button" className={styles.told} onClick={() => void store.asideTold()}>
        {t('aside.told')}
      </button>
    </details>
  );
}

/** What the driver did, in the words of the button that was pressed. */
function Happened({ one: { act, code = '–', trouble } }: { readonly one: Aside }): ReactNode {
  const { t, rich } = useDriverWords();
  const person = { code: <Ltr>{code}</Ltr> };
  switch (act) {
    case 'start':
      return t('run.start');
    case 'arrive':
      return t('drive.arrived');
    case 'leave':
      return t('stop.leave');
    case 'end':
      return t('end.end');
    case 'trouble':
      return t(trouble === 'breakdown' ? 'help.breakdown' : 'help.accident');
    case 'board':
      return rich('code.gets-on', person);
    case 'alight':
      return rich('code.gets-off', person);
    case 'absent':
    case 'not-here':
      return rich('tile.absent', person);
    case 'undo':
    case 'not-there':
      return t('stop.undo');
  }
}
