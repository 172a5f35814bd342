import { Icon, showTheme, shownTheme, useVoice } from '@passaggio/ui';
import { useState, type ReactNode } from 'react';
import { BarButton } from './Buttons.tsx';
import buttons from './buttons.module.css';
import { preferences } from './preferences.ts';
import { useDriver } from './useDriver.ts';
import { useDriverWords } from './words.ts';
import styles from './screen.module.css';

interface ScreenProps {
  readonly name: string;
  readonly title?: ReactNode;
  readonly bar?: ReactNode;
  readonly children: ReactNode;
  /** At the bottom, above the thumb. */
  readonly foot?: ReactNode;
}

/** A screen at standstill: bar, content, main act. Day turns to night with a new screen, never between stops. */
export function Screen({ name, title, bar, children, foot }: ScreenProps) {
  const { now } = useDriver();
  useState(() => showTheme(preferences.themeAt(now().at)));
  return (
    <div className={styles.screen} data-screen={name}>
      <header className={styles.bar}>
        {title !== undefined && (
          <h1 className={styles.title} data-shows="">
            {title}
          </h1>
        )}
        {bar}
        <SpeakerButton />
      </header>
      <main className={styles.main}>{children}</main>
      {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
    </div>
  );
}

/** Says what the screen shows, and from then on each control before it acts. Not while driving: that screen has none. */
function SpeakerButton() {
  const { t } = useDriverWords();
  const { isListening, toggle } = useVoice();
  const label = t('common.listen');
  return (
    <button type="button" className={buttons.bar} aria-label={label} title={label} aria-pressed={isListening} data-speaker onClick={toggle}>
      <Icon name="speaker" />
    </button>
  );
}

/** Sun or moon: overrides what the hour says. */
export function ThemeButton() {
  const { t } = useDriverWords();
  const { now } = useDriver();
  const [theme, setTheme] = useState(shownTheme);
  const other = theme === 'light' ? 'night' : 'light';
  const change = (): void => {
    preferences.setTheme(other, now().at);
    showTheme(other);
    setTheme(other);
  };
  return <BarButton icon={other === 'night' ? 'moon' : 'sun'} label={t(other === 'night' ? 'bar.night' : 'bar.light')} act={change} />;
}
