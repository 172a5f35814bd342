/** The phone's camera looking for codes, and its lamp. */
import { openDecoder } from './decode.ts';

export interface Camera {
  /** Turns the lamp on or off; undefined where there is none. */
  readonly light: ((isOn: boolean) => void) | undefined;
}

/** Between two looks: a phone of some years needs 50 ms for one. */
const PAUSE_MS = 200;
/** A code that stays before the camera is read once; after this it may be meant again. */
const SAME_MS = 3_000;

/**
 * @param read   called with each code that comes into view, one at a time
 * @param state  told `none` where there is no camera or no leave to use it
 * @returns stops looking and frees the camera
 */
export function openCamera(video: HTMLVideoElement, read: (text: string) => Promise<void>, state: (camera: Camera | 'none') => void): () => void {
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const close = (): void => {
    isOver = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const start = async (): Promise<void> => {
    const decode = await openDecoder();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
    if (isOver) return close();
    video.srcObject = stream;
    await video.play();
    state({ light: lampOf(stream) });
    let last = { text: '', at: 0 };
    const look = async (): Promise<void> => {
      const text = video.videoWidth === 0 ? undefined : await decode(video, video.videoWidth, video.videoHeight);
      if (isOver) return;
      const now = performance.now();
      if (text !== undefined && (text !== last.text || now - last.at > SAME_MS)) await read(text);
      if (text !== undefined) last = { text, at: now };
      if (!isOver) timer = setTimeout(() => void look(), PAUSE_MS);
    };
    await look();
  };
  start().catch(() => (isOver ? undefined : state('none')));
  return close;
}

function lampOf(stream: MediaStream): Camera['light'] {
  const [track] = stream.getVideoTracks();
  const can = track?.getCapabilities?.() as { readonly torch?: boolean } | undefined;
  if (track === undefined || can?.torch !== true) return undefined;
  return (isOn) => void track.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] }).catch(() => undefined);
}
