/** What riders were answered against what they see now. */
import type { RideCard } from '@passaggio/contracts';
import type { Scene } from '../acts/scene.ts';
import { isSeated, type SeenRide } from '../rides.ts';

/** @param riders  whose streams were just read */
export function judgeRides(riders: ReadonlySet<string>, { rides, verdict }: Scene): void {
  const byRider = new Map<string, RideCard[]>();
  for (const ride of rides.all.values()) {
    if (!riders.has(ride.rider)) continue;
    judgeRide(ride);
    const { newest } = ride;
    if (newest !== undefined && isSeated(newest.state)) byRider.set(ride.rider, [...(byRider.get(ride.rider) ?? []), newest]);
  }
  for (const [rider, cards] of byRider) twoAtOnce(rider, cards);

  function judgeRide({ id, answer, newest, promised, cancelled, cancelAsked }: SeenRide): void {
    if (answer === undefined) return;
    if (newest === undefined) return verdict.charge('lost', `${id} was answered ${answer} and its rider never heard of it`);
    const { state } = newest;
    if (cancelled && state !== 'cancelled') verdict.charge('lost', `${id} was cancelled and is ${state}`);
    if (state === 'cancelled' && !cancelAsked) verdict.charge('brokenPromises', `P4: ${id} was cancelled by nobody`);
    if (promised !== undefined && !isSeated(state) && state !== 'cancelled') verdict.charge('lost', `P4: ${id} had a seat and is ${state}`);
    if (answer === 'refused' && state !== 'refused') verdict.charge('changedAnswers', `${id} was refused and is ${state}`);
  }

  /** P2. */
  function twoAtOnce(rider: string, cards: readonly RideCard[]): void {
    for (const [i, a] of cards.entries()) {
      for (const b of cards.slice(i + 1)) {
        const [one, two] = [spanOf(a), spanOf(b)];
        if (one.from < two.to && two.from < one.to) verdict.charge('duplicated', `P2: ${rider} has ${a.ride} and ${b.ride} at once`);
      }
    }
  }
}

/** From the first window to the end of the last leg's ride, at the least. */
function spanOf(card: RideCard): { readonly from: number; readonly to: number } {
  const from = card.outbound?.window.from ?? card.shiftEnd;
  return { from, to: card.return === null ? card.shiftStart : card.return.window.from };
}
