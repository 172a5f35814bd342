import { useEffect, useRef } from 'react';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

interface ConfirmProps {
  readonly title: string;
  readonly words: string;
  readonly yes: string;
  readonly act: () => Promise<void>;
  readonly done: () => void;
}

/** Says what will happen before it does. */
export function Confirm({ title, words, yes, act, done }: ConfirmProps) {
  const { t } = useConsoleWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={title} onClose={done}>
      <h2>{title}</h2>
      <p>{words}</p>
      <div className={styles.acts}>
        <button onClick={done}>{t('confirm.no')}</button>
        <button
          className={styles.go}
          onClick={() => {
            done();
            void act();
          }}
        >
          {yes}
        </button>
      </div>
    </dialog>
  );
}
