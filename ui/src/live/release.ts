/** How old this page has become: what it could not read of what the server sends, and whether the server has other pages by now. */
import { useSyncExternalStore } from 'react';

export interface Release {
  /** Events, values and items of a later release that were left out since the page was opened. */
  readonly skipped: number;
  /** The server has a new version of this page. */
  readonly isOld: boolean;
}

/** Of the sources that this page was built from (scripts/build.ts); undefined where it was not built by that. */
const BUILD = import.meta.env?.VITE_BUILD;

let shown: Release = { skipped: 0, isOld: false };
const listeners = new Set<() => void>();
const show = (change: Partial<Release>): void => {
  shown = { ...shown, ...change };
  if (typeof document !== 'undefined') document.documentElement.dataset['skipped'] = String(shown.skipped);
  for (const listener of listeners) listener();
};

export const release = {
  get shown(): Release {
    return shown;
  },
  /** Something was of a later release. */
  skip: (): void => show({ skipped: shown.skipped + 1 }),
  /** @param build  of the pages that the server has, as an answer to `sync` says; @param own  of this page */
  heard: (build: string | undefined, own: string | undefined = BUILD): void => {
    const isOld = build !== undefined && own !== undefined && build !== own;
    if (isOld !== shown.isOld) show({ isOld });
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export const useRelease = (): Release => useSyncExternalStore(release.subscribe, () => shown);
