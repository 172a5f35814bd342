/**
 * Parts of a page come when they are needed. After a release an old page asks for parts that the server does not have any more, and would wait for
 * ever: it is opened anew, once, and not under somebody's hands. Without signal a part is not gone: it is waited for.
 */
import { openNewVersion } from './newVersion.ts';

export interface PartsNeeds {
  /** Whether the server says that this file is not there. Throws where it says nothing. */
  readonly isGone: (url: string) => Promise<boolean>;
  /** Something is typed, held or kept nowhere else: it would be lost. */
  readonly isBusy: () => boolean;
  readonly reload: () => void;
  /** What this tab was opened anew for; survives that. */
  readonly mark: { read(): string | null; write(url: string): void };
  readonly after: (ms: number, act: () => void) => void;
}

/** Between looks at whether somebody is still busy. */
const BUSY_MS = 2_000;

/** @returns to be told what a part failed with; @param own  the page's own script, where the failure names no file: it goes with its release */
export function watchedParts(own: string, { isGone, isBusy, reload, mark, after }: PartsNeeds): (cause: unknown) => Promise<void> {
  let isLooking = false;
  const whenFree = (url: string): void => {
    if (isBusy()) return after(BUSY_MS, () => whenFree(url));
    mark.write(url);
    if (mark.read() === url) reload(); // a tab that remembers nothing would do it again and again
  };
  return async (cause) => {
    const url = /https?:\/\/\S+?\.(?:js|css)/.exec(String(cause))?.[0] ?? own;
    if (isLooking || mark.read() === url) return;
    isLooking = true;
    if (await isGone(url).catch(() => false)) whenFree(url);
    else isLooking = false;
  };
}

const KEY = 'opened-anew-for';
const TYPED = '[data-filled="true"], html[data-keeps-page]';
const FIELDS = 'input:not([type=date], [type=number], [type=checkbox], [type=radio], [type=file]), textarea';

interface Page {
  /** Of its service worker. */
  readonly scope: string | undefined;
  /** Its own script: `import.meta.url`. */
  readonly script: string;
  /** Beyond what is typed and held. */
  readonly isBusy?: () => boolean;
}

/** For as long as the page is open. */
export function watchParts({ scope, script, isBusy = () => false }: Page): void {
  let isHeld = false;
  addEventListener('pointerdown', () => (isHeld = true), true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (isHeld = false), true);
  const isTyped = (): boolean =>
    document.querySelector(TYPED) !== null ||
    [...document.querySelectorAll<HTMLInputElement>(FIELDS)].some(({ value, defaultValue }) => value !== defaultValue);
  const failed = watchedParts(script, {
    isGone: async (url) => (await fetch(url, { method: 'HEAD', cache: 'no-store' })).status === 404,
    isBusy: () => isHeld || isTyped() || isBusy(),
    reload: () => void openNewVersion(scope).catch(() => location.reload()),
    mark: {
      read: () => kept()?.getItem(KEY) ?? null,
      write: (url) => kept()?.setItem(KEY, url),
    },
    after: (ms, act) => void setTimeout(act, ms),
  });
  addEventListener('vite:preloadError', (event) => void failed((event as Event & { readonly payload: unknown }).payload));
}

function kept(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined; // forbidden
  }
}
