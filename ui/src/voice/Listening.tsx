/**
 * Speaking, on tap only. The speaker in the bar says what the screen shows and turns *listening* on: then the first tap on a control says
 * it, the second acts. Wired once, for every control: a listener before all others reads the control's `data-say`.
 */
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { isPseudo, spoken, type LanguageCode } from '../language/languages.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { part } from './said.ts';
import type { Played, Speaker } from './speaker.ts';

export interface Voice {
  /** Says it. @param what  as `said` writes it */
  say(what: string): void;
  /** A tone and a vibration, without a tap: for what a person must look at now. It says nothing to whoever stands beside. */
  alert(): void;
  readonly isListening: boolean;
  /** The speaker's button: says what the screen shows and listens; pressed again, silence. */
  toggle(): void;
}

const Context = createContext<Voice | undefined>(undefined);
/** Fired on the document for each clip heard: what tests read. */
export const CLIP_EVENT = 'passaggio:clip';
const CONTROL = 'button, a[href], input, select, label, [role="button"]';

interface ListeningProps {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
  /** The app's words in another language of the chain; the same function always. */
  readonly load: (language: LanguageCode) => Promise<Catalogue>;
  readonly children: ReactNode;
}

export function Listening({ language, catalogue, load, children }: ListeningProps) {
  const [isListening, setListening] = useState(false);
  const speaker = useSpeaker(language, catalogue, load);
  const alert = useMemo(() => () => void speaker((one) => one.alert()), [speaker]);
  const voice = useMemo<Voice>(
    () => ({
      alert,
      say: (what) => void speaker((one) => one.say(what)),
      isListening,
      toggle: () => {
        setListening(!isListening);
        void speaker((one) => (isListening ? one.stop() : one.say(shown(catalogue))));
      },
    }),
    [alert, speaker, isListening, catalogue],
  );
  useSecondTap(isListening, (control) => voice.say(sayOf(control, catalogue)));
  useEffect(() => {
    document.documentElement.toggleAttribute('data-listening', isListening);
    return () => document.documentElement.removeAttribute('data-listening');
  }, [isListening]);
  return <Context value={voice}>{children}</Context>;
}

export function useVoice(): Voice {
  const voice = useContext(Context);
  if (voice === undefined) throw new Error('no voice here: expected a Listening above');
  return voice;
}

/** The screen's own sentence: what its parts show, in the order of the page. */
function shown(catalogue: Catalogue): string {
  return [...document.querySelectorAll<HTMLElement>('[data-shows]')].map((one) => one.dataset['shows'] || ownWords(one, catalogue)).join('|');
}

/** Sound is loaded after the first paint, or with the first tap, whichever is first. */
function useSpeaker(language: LanguageCode, catalogue: Catalogue, load: ListeningProps['load']): (work: (speaker: Speaker) => unknown) => Promise<void> {
  const heard = isPseudo(language) ? spoken(language) : language;
  const opened = useMemo(() => lazily(() => openSpeaker(heard, catalogue, load)), [heard, catalogue, load]);
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 2_000));
    idle(
      () =>
        void import('./sounds.ts').then(
          ({ fetchClips }) => fetchClips(heard),
          () => undefined,
        ),
    );
  }, [heard]);
  return useMemo(() => async (work) => void work(await opened()), [opened]);
}

function tell(one: Played): void {
  document.dispatchEvent(new CustomEvent<Played>(CLIP_EVENT, { detail: one }));
}

async function openSpeaker(language: LanguageCode, catalogue: Catalogue, load: ListeningProps['load']): Promise<Speaker> {
  const [{ makeSpeaker }, { browserSounds }] = await Promise.all([import('./speaker.ts'), import('./sounds.ts')]);
  return makeSpeaker({ language, catalogue, sounds: browserSounds(), load, played: tell });
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * While listening, and always inside `[data-listen]` (the language choice), a first tap says and a second on the same control acts.
 * The speaker itself acts at once.
 */
function useSecondTap(isListening: boolean, say: (control: Element) => void): void {
  const armed = useRef<Element | undefined>(undefined);
  const saying = useRef(say);
  useEffect(() => {
    saying.current = say;
  });
  useEffect(() => {
    const arm = (control: Element | undefined): void => {
      armed.current?.removeAttribute('data-armed');
      control?.setAttribute('data-armed', '');
      armed.current = control;
    };
    const tap = (event: MouseEvent): void => {
      const control = event.target instanceof Element ? event.target.closest(CONTROL) : null;
      if (control === null || control.hasAttribute('data-speaker')) return;
      if (!isListening && control.closest('[data-listen]') === null) return;
      if (armed.current === control) {
        arm(undefined);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      arm(control);
      saying.current(control);
    };
    document.addEventListener('click', tap, true);
    return () => {
      document.removeEventListener('click', tap, true);
      arm(undefined);
    };
  }, [isListening]);
}

function sayOf(control: Element, catalogue: Catalogue): string {
  return control.closest<HTMLElement>('[data-say]')?.dataset['say'] || ownWords(control, catalogue);
}

/** Where nobody wrote down what it says: the key of its words, where it is the only one with these; else the words themselves. */
function ownWords(element: Element, catalogue: Catalogue): string {
  const text = (element.getAttribute('aria-label') ?? element.textContent).trim();
  const [key, ...others] = Object.keys(catalogue).filter((one) => String(catalogue[one]) === text);
  return key !== undefined && others.length === 0 ? key : part.place(text);
}
