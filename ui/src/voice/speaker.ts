/** Plays clips one after the other: a recording, else a device voice, else a tone; each along the language's fallback chain. */
import type { LanguageCode } from '../language/languages.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { chainOf, clipsOf, hasWords, textOf, type Clip } from './clips.ts';

/** What a device can sound. Each answers false where it has nothing for this, at once. */
export interface Sounds {
  recording(clip: Clip, language: LanguageCode): Promise<boolean>;
  voice(text: string, language: LanguageCode): Promise<boolean>;
  /** A short tone and a vibration. */
  tone(): Promise<void>;
  /** Silences whatever sounds. */
  stop(): void;
}
export interface Played {
  readonly clip: Clip;
  /** In which it was heard. */
  readonly language: LanguageCode;
  readonly how: 'recording' | 'voice' | 'tone';
}
export interface Speaker {
  /** @param what  parts as `said` writes them; what sounded before falls silent */
  say(what: string): Promise<void>;
  alert(): Promise<void>;
  stop(): void;
}
/** Heard without a tap: a tone. */
export const ALERT: Clip = 'alert';
interface SpeakerNeeds {
  readonly language: LanguageCode;
  /** Of the language shown. */
  readonly catalogue: Catalogue;
  readonly sounds: Sounds;
  /** Of another language of the chain. */
  readonly load: (language: LanguageCode) => Promise<Catalogue>;
  readonly played: (one: Played) => void;
}

export function makeSpeaker({ language, catalogue, sounds, load, played }: SpeakerNeeds): Speaker {
  let turn = 0;

  const how = async (clip: Clip): Promise<Played | undefined> => {
    const chain = chainOf(clip, language);
    for (const code of chain) if (await sounds.recording(clip, code)) return { clip, language: code, how: 'recording' };
    for (const code of chain.filter(hasWords)) {
      const text = textOf(clip, code, code === language ? catalogue : await load(code));
      if (text === '') return { clip, language: code, how: 'voice' }; // nothing to say at this place of the sentence
      if (text !== undefined && (await sounds.voice(text, code))) return { clip, language: code, how: 'voice' };
    }
    return undefined;
  };

  const say = async (what: string): Promise<void> => {
    sounds.stop();
    const mine = ++turn;
    let sounded = false;
    for (const clip of clipsOf(what, catalogue)) {
      const one = await how(clip).catch(() => undefined);
      if (mine !== turn) return;
      if (one === undefined && !sounded) await sounds.tone();
      sounded = one === undefined; // one tone for several clips in a row that nobody can say
      played(one ?? { clip, language, how: 'tone' });
    }
  };
  return {
    say,
    alert: async () => {
      await sounds.tone();
      played({ clip: ALERT, language, how: 'tone' });
    },
    stop: () => {
      turn += 1;
      sounds.stop();
    },
  };
}
