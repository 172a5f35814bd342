import type { Me, Pin, SignInNumber } from '@passaggio/contracts';
import { useState, type FormEvent } from 'react';
import { call, wordOf } from './api.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

export function SignIn({ signedIn }: { readonly signedIn: (me: Me) => void }) {
  const { t } = useConsoleWords();
  const [fault, setFault] = useState<ReturnType<typeof wordOf>>();
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { number: form.get('number') as SignInNumber, pin: form.get('pin') as Pin };
    call('staffSignIn', { body }).then(signedIn, (cause: unknown) => setFault(wordOf(cause)));
  };
  return (
    <main className={styles.signIn}>
      <h1>{t('common.signIn')}</h1>
      <form onSubmit={send}>
        <label className={styles.field}>
          <span>{t('common.number')}</span>
          <input name="number" inputMode="numeric" pattern="\d{8}" maxLength={8} required autoComplete="username" dir="ltr" />
        </label>
        <label className={styles.field}>
          <span>{t('common.pin')}</span>
          <input name="pin" type="password" inputMode="numeric" pattern="\d{4}" maxLength={4} required autoComplete="current-password" dir="ltr" />
        </label>
        <button className={styles.go}>{t('common.signIn')}</button>
      </form>
      {fault !== undefined && (
        <p role="alert" className={styles.notice} data-tone="stop">
          {t(fault)}
        </p>
      )}
    </main>
  );
}
