/**
 * Moving between screens without leaving a trail: every change replaces the one history entry, so that after leaving quickly
 * Back does not show the app again. The phone's own back gesture closes a sub-screen where the browser has CloseWatcher.
 */
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

export type Path = '/' | '/book' | '/again' | '/help' | '/account' | '/first' | '/language' | '/clock';

export function useGo(): (path: Path) => void {
  const [, navigate] = useLocation();
  return (path) => {
    navigate(path, { replace: true });
    window.scrollTo(0, 0);
  };
}

interface Watcher extends EventTarget {
  destroy(): void;
}

export function useBack(back: (() => void) | undefined): void {
  const latest = useRef(back);
  useEffect(() => {
    latest.current = back;
  });
  const watching = back !== undefined;
  useEffect(() => {
    const Make = (window as { CloseWatcher?: new () => Watcher }).CloseWatcher;
    if (!watching || Make === undefined) return;
    let watcher: Watcher;
    const watch = (): void => {
      watcher = new Make();
      watcher.addEventListener('close', () => {
        latest.current?.();
        watch();
      });
    };
    watch();
    return () => watcher.destroy();
  }, [watching]);
}
