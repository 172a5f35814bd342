/** When a fact happened, from what the device knew (design.md, Run: device time, monotonic time since last contact). */
import { DRIFT, UNKNOWN_CLOCK, type EpochMs, type Fact, type SentAt } from '@passaggio/contracts';

/** No clock of a phone goes back further; a time that nobody can show would make the run unreadable for everybody. */
const dated = (time: number): EpochMs => Math.max(0, time) as EpochMs;

/** A batch is on its way for at most this long. */
const ON_THE_WAY = 10_000;

export interface CorrectedTime {
  readonly corrected: EpochMs;
  /** The true time lies within `corrected` +- this, in milliseconds. */
  readonly uncertainty: number;
}

/**
 * A contact gives server time plus a clock that never jumps: exact to half the round trip and the drift. Without one the fact's age
 * when it was sent is taken from the clock that never jumps, or else from the device's own, however wrong that is. No fact happens after
 * it was received.
 *
 * @param sent  what the device's clocks showed as it sent; missing from older devices, whose own clock is believed
 */
export function correctedTime(fact: Pick<Fact, 'deviceTime' | 'contact' | 'clock'>, sent: SentAt | undefined, received: EpochMs): CorrectedTime {
  const { contact, deviceTime } = fact;
  if (contact !== null) {
    const corrected = Math.min(contact.serverTime + contact.elapsed, received) as EpochMs;
    return { corrected, uncertainty: Math.ceil(contact.roundTrip / 2 + contact.elapsed * DRIFT) };
  }
  if (sent === undefined) return { corrected: Math.min(deviceTime, received) as EpochMs, uncertainty: UNKNOWN_CLOCK };
  const byOwnClock = Math.max(0, sent.deviceTime - deviceTime);
  const steady = sent.clock !== undefined && sent.clock.life === fact.clock?.life ? sent.clock.steady - fact.clock.steady : undefined;
  if (steady === undefined) return { corrected: dated(received - byOwnClock), uncertainty: UNKNOWN_CLOCK };
  // where the clocks disagree, either the device's own was set or the other one slept
  const age = Math.max(0, steady);
  const apart = Math.abs(byOwnClock - age);
  return {
    corrected: dated(received - age),
    uncertainty: Math.ceil(ON_THE_WAY + age * DRIFT + (apart > ON_THE_WAY ? Math.min(apart, UNKNOWN_CLOCK) : 0)),
  };
}
