import type { EpochMs, RideCard } from '@passaggio/contracts';

/** Milliseconds that a cancel may take to arrive, whatever the hour. */
const LATE_CANCEL = 120_000;

/** Until when a cancel of the whole ride may be sent: when the bus is to be there, or two minutes. Later, who is on it would give up the way home too. */
export function cancelUntil(card: RideCard | undefined, now: number): EpochMs | undefined {
  const bus = card?.outbound?.told ?? card?.outbound?.window.from ?? card?.shiftStart;
  return card?.trip === 'return' || bus === undefined ? undefined : (Math.max(bus, now + LATE_CANCEL) as EpochMs);
}
