/** Parts of the app that come when they are needed. */
import { lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { Notice } from './Buttons.tsx';
import { Screen } from './Screen.tsx';
import { say, useRiderWords } from './words.ts';

const AGAIN_MS = 2_000;
/** What comes sooner is not worth a word. */
const SOON_MS = 700;

/** Without signal it is asked for again until it is there. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    for (;;) {
      const found = await load().catch(() => undefined);
      if (found !== undefined) return { default: found };
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  });
}

interface Ways {
  readonly back?: () => void;
  readonly leave: () => void;
}

/** A screen that may still be under way. */
export function Later({ children, ...ways }: Ways & { readonly children: ReactNode }) {
  return <Suspense fallback={<Awaited {...ways} />}>{children}</Suspense>;
}

/** Stands where a part is awaited. */
function Awaited({ back, leave }: Ways) {
  const { t } = useRiderWords();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <Screen name="awaited" title="Passaggio" back={back} leave={leave}>
      <Notice icon="no-signal" tone="late" shows={say('common.loading')}>
        {t('common.loading')}
      </Notice>
    </Screen>
  );
}
