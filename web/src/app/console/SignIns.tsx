import { Clock, dayName, localDate, useSessions, Zone } from '@passaggio/ui';
import { useContext, useEffect, useRef } from 'react';
import { call } from './api.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

/** Where else this account is signed in, and the way to end it. */
export function SignIns({ done }: { readonly done: () => void }) {
  const { t, language } = useConsoleWords();
  const zone = useContext(Zone);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { others, fault, end, again } = useSessions({
    list: () => call('staffSessions', {}),
    endOne: (session) => call('endStaffSession', { params: { session } }),
    endOthers: () => call('endOtherStaffSessions', {}),
  });
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={t('signIns')} onClose={done}>
      <h2>{t('signIns')}</h2>
      {fault !== undefined && (
        <p role="alert">
          {t(fault)} {others === undefined && <button onClick={again}>{t('common.retry')}</button>}
        </p>
      )}
      {others === undefined ? fault === undefined && <p>{t('common.loading')}</p> : <p>{t(others.length === 0 ? 'signIns.alone' : 'signIns.others')}</p>}
      {others !== undefined && others.length > 0 && (
        <ul>
          {others.map((one) => (
            <li key={one.session}>
              <span>
                {dayName(localDate(one.used ?? one.began, zone), language)} <Clock at={one.used ?? one.began} />
              </span>
              <button onClick={() => end(one)}>{t('signIns.end')}</button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        <button onClick={() => dialog.current?.close()}>{t('common.close')}</button>
        {others !== undefined && others.length > 0 && <button onClick={() => end('others')}>{t('signIns.endAll')}</button>}
      </div>
    </dialog>
  );
}
