/** When a fact happened, from what the device knew (design.md, Run: device time, monotonic time since last contact). */
import type { EpochMs, Fact } from '@passaggio/contracts';

/** Quartz of cheap phones: parts of elapsed time that may be lost or won. */
const DRIFT = 1 / 10_000;
/** A device clock that was never compared: taken as it is, with this doubt. */
const UNKNOWN_CLOCK = 60_000;

export interface CorrectedTime {
  readonly corrected: EpochMs;
  /** The true time lies within `corrected` +- this, in milliseconds. */
  readonly uncertainty: number;
}

/**
 * A contact gives server time plus a clock that never jumps: exact to half the round trip and the drift. Without one only the
 * device's wall clock is left. No fact happens after it was received.
 */
export function correctedTime(fact: Pick<Fact, 'deviceTime' | 'contact'>, received: EpochMs): CorrectedTime {
  const { contact, deviceTime } = fact;
  if (contact === null) return { corrected: Math.min(deviceTime, received) as EpochMs, uncertainty: UNKNOWN_CLOCK };
  const corrected = Math.min(contact.serverTime + contact.elapsed, received) as EpochMs;
  return { corrected, uncertainty: Math.ceil(contact.roundTrip / 2 + contact.elapsed * DRIFT) };
}
