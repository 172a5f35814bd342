/** The sounds of a browser. Recordings come from our own origin and stay on the phone; a device voice must speak on the device itself. */
import type { LanguageCode } from '../language/languages.ts';
import { firstClips, type Clip } from './clips.ts';
import { recordings } from './recordings.ts';
import type { Sounds } from './speaker.ts';

const KEPT = 'passaggio-clips';
/** A voice that never says that it has ended is given up after this and so much a letter. */
const PATIENCE_MS = 3_000;
const LETTER_MS = 150;

/** Asked for once, then from the phone. */
async function file(url: string): Promise<Response> {
  const cache = await caches.open(KEPT).catch(() => undefined); // a forbidden or full storage is like an empty one
  const kept = await cache?.match(url);
  if (kept !== undefined) return kept;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`clip ${url}: ${response.status}`);
  await cache?.put(url, response.clone()).catch(() => undefined);
  return response;
}

/** After the first paint: those of the first screens, then the rest of the language; without signal, once there is some. */
export async function fetchClips(language: LanguageCode): Promise<void> {
  const own = recordings[language] ?? {};
  const names = Object.entries(recordings).map(([code, clips]) => clips[`l.${code}`]);
  const urls = new Set([...names, ...firstClips.map((clip) => own[clip]), ...Object.values(own)]);
  for (const url of urls) {
    if (url === undefined) continue;
    await signal();
    await file(url).catch(() => undefined);
  }
}

function signal(): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((there) => window.addEventListener('online', () => there(), { once: true }));
}

export function browserSounds(): Sounds {
  let context: AudioContext | undefined;
  let source: AudioScheduledSourceNode | undefined;
  const audio = (): AudioContext => (context ??= new AudioContext());

  const ended = (node: AudioScheduledSourceNode): Promise<void> =>
    new Promise((done) => {
      source = node;
      node.addEventListener('ended', () => done());
      node.start();
    });

  return {
    recording: async (clip: Clip, language: LanguageCode) => {
      const url = recordings[language]?.[clip];
      if (url === undefined) return false;
      const playing = audio().createBufferSource();
      playing.buffer = await file(url)
        .then((found) => found.arrayBuffer())
        .then((bytes) => audio().decodeAudioData(bytes))
        .catch(() => null); // away, or a format that this browser does not read: a voice speaks instead
      if (playing.buffer === null) return false;
      playing.connect(audio().destination);
      await ended(playing);
      return true;
    },
    voice: async (text, language) => {
      const found = window.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.split(/[-_]/)[0] === language);
      if (found === undefined) return false;
      const words = new SpeechSynthesisUtterance(text);
      words.voice = found;
      words.lang = found.lang;
      return new Promise((done) => {
        const late = setTimeout(() => done(true), PATIENCE_MS + text.length * LETTER_MS);
        const end = (spoke: boolean) => (): void => {
          clearTimeout(late);
          done(spoke);
        };
        words.addEventListener('end', end(true));
        words.addEventListener('error', (event) => end(event.error === 'canceled' || event.error === 'interrupted')());
        window.speechSynthesis.speak(words);
      });
    },
    tone: async () => {
      navigator.vibrate?.(40);
      const tone = audio().createOscillator();
      const gain = audio().createGain();
      gain.gain.value = 0.2;
      tone.frequency.value = 660;
      tone.connect(gain).connect(audio().destination);
      tone.addEventListener('ended', () => gain.disconnect());
      tone.start();
      tone.stop(audio().currentTime + 0.12);
      source = tone;
    },
    stop: () => {
      window.speechSynthesis?.cancel();
      try {
        source?.stop();
      } catch {
        // it had not begun
      }
      source = undefined;
    },
  };
}
