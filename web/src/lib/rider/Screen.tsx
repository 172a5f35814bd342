import { Icon, showTheme, shownTheme, type IconName } from '@passaggio/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { preferences } from './preferences.ts';
import { useBack, useGo } from './go.ts';
import { useRiderWords } from './words.ts';
import styles from './screen.module.css';

interface ScreenProps {
  readonly name: string;
  /** In the bar: the day, or the question of this screen. */
  readonly title: ReactNode;
  /** A sub-screen has a way back; home has none. */
  readonly back?: (() => void) | undefined;
  readonly leave: () => void;
  readonly children: ReactNode;
  /** The one forward button, at the bottom. */
  readonly forward?: ReactNode;
}

/** Every screen of the rider: leave quickly at top start, title, screen brightness and language; then content. */
export function Screen({ name, title, back, leave, children, forward }: ScreenProps) {
  const { t } = useRiderWords();
  const go = useGo();
  useBack(back);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && navigator.userActivation?.hasBeenActive) heading.current?.focus({ preventScroll: true });
  });
  return (
    <div className={styles.screen} data-screen={name}>
      <header className={styles.bar}>
        <BarButton icon="leave" label={t('leave')} act={leave} />
        {back !== undefined && <BarButton icon="back" label={t('common.back')} act={back} />}
        <h1 className={styles.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {back === undefined && <ThemeButton />}
        {back === undefined && <BarButton icon="language" label={t('language')} act={() => go('/language')} />}
      </header>
      <main className={styles.main}>{children}</main>
      {forward !== undefined && <footer className={styles.footer}>{forward}</footer>}
    </div>
  );
}

function BarButton({ icon, label, act }: { readonly icon: IconName; readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" className={styles.barButton} aria-label={label} title={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

function ThemeButton() {
  const { t } = useRiderWords();
  const [theme, setTheme] = useState(shownTheme);
  const other = theme === 'light' ? 'dark' : 'light';
  const change = (): void => {
    preferences.setTheme(other);
    showTheme(other);
    setTheme(other);
  };
  return <BarButton icon="contrast" label={t(other === 'dark' ? 'theme.dark' : 'theme.light')} act={change} />;
}
