/** How people behave, as shares and times: the figures that a simulated day is made of. Sources: brief.md (no-shows 3-8 %), else assumptions. */
import { MINUTE } from '@passaggio/contracts';

export const habits = {
  /** Of the enrolled, who wants to ride on a day. */
  rides: 0.95,
  oneWay: 0.03,
  /** Tries a second trip at overlapping hours. */
  secondTrip: 0.02,
  /** Asks only after the plan was published. */
  late: 0.04,
  cancels: 0.05,
  /** Takes an alternative where the wish was refused. */
  takesAlternative: 0.5,
  noShow: 0.04,
  /** Comes to the stop, but after the told time. */
  unpunctual: 0.06,
  /** Kept at work after the shift. */
  heldBack: 0.02,
  /** Says at work that the return is not needed. */
  notReturning: 0.02,
  /** A rider's phone is out of coverage for a while on a day. */
  phoneAway: 0.15,
  /** For hours. */
  phoneAwayLong: 0.05,
  /** A driver's. */
  deviceAway: 0.3,
  deviceAwayLong: 0.1,
  /** A driver's device whose clock is hours wrong, and one that the network sets right when it comes back. */
  clockWrong: 0.2,
  clockSet: 0.3,
  /** The battery dies, and the run goes on on another device. */
  batteryDies: 0.15,
  /** An event comes twice, or after the next one. */
  eventTwice: 0.002,
  eventReordered: 0.002,
  /** The answer to a batch is lost, so that it is sent again. */
  answerLost: 0.02,
  /** Of a batch the second half comes first. */
  batchReordered: 0.1,
  /** Never answers a changed time. */
  deaf: 0.15,
  /** Staff retime a trip of the evening's plan. */
  retimes: 0.6,
  /** A driver sets out early on an empty leg. */
  margin: { share: 0.1, extra: 2 * MINUTE },
  noise: 0.15,
  blockage: 20 * MINUTE,
} as const;
