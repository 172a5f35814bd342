import { createContext, useContext, type ReactNode } from 'react';
import { clockTime } from './clock.ts';

/** The pole's zone: every time below it is shown there. */
export const Zone = createContext('Europe/Rome');

/** A time of day that stays left-to-right inside Arabic. */
export function Clock({ at }: { readonly at: number }) {
  const zone = useContext(Zone);
  return (
    <time dateTime={new Date(at).toISOString()}>
      <Ltr>{clockTime(at, zone)}</Ltr>
    </time>
  );
}

/** Codes, prices, phone numbers, wall-clock times: inline, never a block (look.md, Do). */
export function Ltr({ children }: { readonly children: ReactNode }) {
  return <bdi dir="ltr">{children}</bdi>;
}
