import type { DemoReady, DemoState, DemoTold } from '@passaggio/contracts';
import { Clock, Icon, Ltr, WordsProvider, Zone, languages, written, type Catalogue, type LanguageCode } from '@passaggio/ui';
import { useEffect, useRef, useState } from 'react';
import { play, readState, signedIn, signIn, speak, stayUnlocked } from './demo.ts';
import { typeLogin } from './hand.ts';
import styles from './demo.module.css';
import { demoWords, useDemoWords } from './words.ts';

interface Spoken {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
}

const LOOK_MS = 1_000;
/** Looks between two at the sessions. */
const SESSIONS = 30;
const SPEEDS = [1, 10, 30, 60] as const;
const FIRST_SPEED = 30;
const doors = ['rider', 'driver', 'staff'] as const;

/** The product in one minute: three people on one morning, each in the real page. */
export function App({ first }: { readonly first: Spoken }) {
  const [spoken, setSpoken] = useState(first);
  const choose = async (language: LanguageCode): Promise<void> => {
    speak(language);
    setSpoken({ language, catalogue: await demoWords(language) });
  };
  return (
    <WordsProvider language={spoken.language} catalogue={spoken.catalogue}>
      <Zone value="Europe/Rome">
        <Demo language={spoken.language} choose={(code) => void choose(code)} />
      </Zone>
    </WordsProvider>
  );
}

function Demo({ language, choose }: { readonly language: LanguageCode; readonly choose: (code: LanguageCode) => void }) {
  const { t } = useDemoWords();
  const { state, frames, press } = useDemo();
  if (state === undefined || state === 'away' || !state.ready) return <p className={styles.wait}>{t(state === 'away' ? 'away' : 'wait')}</p>;
  const paths = { rider: '/', driver: '/driver/', staff: `/console/${state.pole}/${state.date}` };
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.now}>
          <Clock at={state.now} />
        </p>
        <Controls speed={state.speed} press={press} />
        <label className={styles.language}>
          <Icon name="language" size={20} />
          <span className="only-heard">{t('language')}</span>
          <select value={language} onChange={(event) => choose(event.currentTarget.value as LanguageCode)}>
            {languages
              .filter(({ code }) => written.some((one) => one === code))
              .map(({ code, name }) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      </header>
      <Caption state={state} />
      <main className={styles.three} ref={frames}>
        {doors.map((door) => (
          <figure key={`${door} ${language}`} className={styles.figure} data-door={door}>
            <figcaption>{t(door)}</figcaption>
            <div className={styles.glass}>
              {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own pages, as they are */}
              <iframe className={styles.frame} src={paths[door]} title={t(door)} />
            </div>
          </figure>
        ))}
      </main>
    </div>
  );
}

/** Asks the server each second, and tells the pages to ask too: their clocks go at their own pace. */
function useDemo() {
  const [state, setState] = useState<DemoState | 'away'>();
  const frames = useRef<HTMLElement>(null);
  useEffect(() => {
    let looks = 0;
    let isIn = false;
    const look = async (): Promise<void> => {
      const found = await readState();
      if (found.ready && isIn) await stayUnlocked(found);
      if (found.ready && (!isIn || (looks += 1) % SESSIONS === 0)) {
        if (!isIn || !(await signedIn())) await signIn(found);
        isIn = true;
      }
      setState(found);
      if (!found.ready) return;
      void typeLogin(frames.current?.querySelector<HTMLIFrameElement>('[data-door="driver"] iframe') ?? null, found.people.driver);
      if (found.speed <= 1) return;
      for (const frame of frames.current?.querySelectorAll('iframe') ?? []) frame.contentWindow?.dispatchEvent(new Event('online'));
    };
    let timer: number | undefined;
    const again = (): void => {
      look()
        .catch(() => setState('away'))
        .finally(() => (timer = window.setTimeout(again, LOOK_MS)));
    };
    again();
    return () => window.clearTimeout(timer);
  }, []);
  return { state, frames, press: (speed: number) => void play(speed).then(setState, () => setState('away')) };
}

function Controls({ speed, press }: { readonly speed: number; readonly press: (speed: number) => void }) {
  const { t } = useDemoWords();
  return (
    <div className={styles.controls}>
      <button type="button" className={styles.play} onClick={() => press(speed === 0 ? FIRST_SPEED : 0)}>
        {t(speed === 0 ? 'play' : 'pause')}
      </button>
      <div role="group" aria-label={t('speed')} className={styles.speeds}>
        {SPEEDS.map((one) => (
          <button key={one} type="button" aria-pressed={speed === one} aria-label={t('times', { n: one })} onClick={() => press(one)}>
            <Ltr>{`${one}×`}</Ltr>
          </button>
        ))}
      </div>
    </div>
  );
}

function Caption({ state: { speed, said, next } }: { readonly state: DemoReady }) {
  const { t, rich } = useDemoWords();
  const [last] = said;
  return (
    <div className={styles.caption} aria-live="polite">
      <p className={styles.happens} data-what={speed === 0 ? 'paused' : last?.what}>
        {speed === 0 ? t('paused') : last === undefined ? t('quiet') : <Line told={last} />}
      </p>
      {speed > 0 && next !== null && (
        <p className={styles.next}>
          {rich('next', { time: <Clock at={next.at} /> })} <Line told={next} />
        </p>
      )}
    </div>
  );
}

function Line({ told: { what, plate, place } }: { readonly told: DemoTold }) {
  const { rich } = useDemoWords();
  return <>{rich(`act.${what}`, { plate: <Ltr>{String(plate)}</Ltr>, place: <bdi>{place ?? ''}</bdi> })}</>;
}
