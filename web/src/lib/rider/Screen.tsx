import { Icon, showTheme, shownTheme, useVoice, type IconName } from '@passaggio/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { preferences } from './preferences.ts';
import { useBack, useGo } from './go.ts';
import { say, useRiderWords } from './words.ts';
import styles from './screen.module.css';

interface ScreenProps {
  readonly name: string;
  /** In the bar: the day, or the question of this screen. */
  readonly title: ReactNode;
  /** What the speaker says of the title, as `say` writes it; its own words otherwise. */
  readonly shows?: string | undefined;
  /** Beside the speaker: the way to the languages, unless the screen has a way back; sun or moon on the languages' own. */
  readonly tool?: 'language' | 'theme' | undefined;
  /** Whoever cannot go on from here. */
  readonly help?: (() => void) | undefined;
  /** A sub-screen has a way back; home has none. */
  readonly back?: (() => void) | undefined;
  readonly leave: () => void;
  readonly children: ReactNode;
  /** The one forward button, at the bottom. */
  readonly forward?: ReactNode;
}

/** Every screen of the rider: leave quickly at top start, title, language, speaker; then content. */
export function Screen({ name, title, shows = '', tool, help, back, leave, children, forward }: ScreenProps) {
  const { t } = useRiderWords();
  const go = useGo();
  useBack(back);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!navigator.userActivation?.hasBeenActive) return; // the first screen takes nothing, and is not laid out for it
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) heading.current?.focus({ preventScroll: true });
  });
  return (
    <div className={styles.screen} data-screen={name}>
      <header className={styles.bar}>
        <BarButton icon="leave" label={t('leave')} say={say('leave')} act={leave} />
        {back !== undefined && <BarButton icon="back" label={t('common.back')} say={say('common.back')} act={back} />}
        <h1 className={styles.title} ref={heading} tabIndex={-1} data-shows={shows}>
          {title}
        </h1>
        {help !== undefined && <BarButton icon="help" label={t('tile.help')} say={say('tile.help')} act={help} />}
        {tool === 'theme' && <ThemeButton />}
        {(tool ?? (back === undefined ? 'language' : undefined)) === 'language' && (
          <BarButton icon="language" label={t('language')} say={say('language')} act={() => go('/language')} />
        )}
        <SpeakerButton />
      </header>
      <main className={styles.main}>{children}</main>
      {forward !== undefined && <footer className={styles.footer}>{forward}</footer>}
    </div>
  );
}

function BarButton({ icon, label, say: says, act }: { readonly icon: IconName; readonly label: string; readonly say: string; readonly act: () => void }) {
  return (
    <button type="button" className={styles.barButton} aria-label={label} title={label} data-say={says} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

/** Says what the screen shows, and from then on each control before it acts. */
function SpeakerButton() {
  const { t } = useRiderWords();
  const { isListening, toggle } = useVoice();
  const label = t('common.listen');
  return (
    <button type="button" className={styles.barButton} aria-label={label} title={label} aria-pressed={isListening} data-speaker onClick={toggle}>
      <Icon name="speaker" />
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
  const key = other === 'dark' ? 'theme.dark' : 'theme.light';
  return <BarButton icon={other === 'dark' ? 'moon' : 'sun'} label={t(key)} say={say(key)} act={change} />;
}
