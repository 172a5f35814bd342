/** The operations on rides, as doors call them. */
import type { AccountId, BodyOf, PoleId, RideAnswer, RideId } from '@passaggio/contracts';
import { MINUTE } from '@passaggio/contracts';
import type { Account, Ride } from '../../domain/documents.ts';
import { reduced } from '../../domain/rides/reduced.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Asker } from '../accounts/lookUps.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible, type Actor, type Handlers } from '../handlers.ts';
import { lockedCards } from '../lockedView.ts';
import { acknowledge } from './acknowledge.ts';
import { cancelRide, getRide, notReturning, type RideCommand } from './cancelRide.ts';
import { choices } from './choices.ts';
import { myRides } from './myRides.ts';
import { requestRide, type RequestNeeds } from './requestRide.ts';
import { stillHere } from './stillHere.ts';

export interface RideNeeds extends RequestNeeds {
  readonly clock: Clock;
  readonly decide: (actor: Actor, operation: string, body: { readonly id: string }) => Decision;
  /** The rider of a pole who signs in with a number: staff who ask are counted. */
  readonly findRider: (number: BodyOf<'staffRequestRide'>['rider'], asker: Asker) => Promise<Account>;
}

/** Staff stand beside the rider: a few minutes are enough notice. */
const AGREED_NOTICE = 5 * MINUTE;

type Ours = 'choices' | 'myRides' | 'requestRide' | 'cancelRide' | 'acknowledge' | 'stillHere' | 'staffRequestRide' | 'acknowledgeFor' | 'notReturning';

export function rideHandlers(needs: RideNeeds): Pick<Handlers, Ours> {
  const { reads, clock, book, decide } = needs;
  const own = async (actor: Actor, ride: RideId): Promise<Ride> => {
    const found = await reads.rides.find(ride);
    if (found === undefined || found.rider !== actor.account) throw new NotPossible('unknown-ride', 'no such ride of yours');
    return found;
  };
  const command = (ride: Ride, decision: Decision): RideCommand => ({
    ride: ride.id as RideId,
    at: { pole: ride.pole, serviceDate: ride.serviceDate },
    rider: ride.rider,
    decision,
  });
  const ofDay = async (params: { readonly pole: PoleId; readonly serviceDate: string; readonly ride: RideId }): Promise<Ride> => {
    const found = await reads.rides.find(params.ride);
    if (found === undefined || found.pole !== params.pole || found.serviceDate !== params.serviceDate)
      throw new NotPossible('unknown-ride', 'no such ride on that day');
    return found;
  };
  return {
    choices: ({ actor }) => choices(actor.account, home(actor), needs),
    myRides: async ({ actor }) => {
      const [now, cards] = [clock.now(), await myRides(actor.account, needs)];
      return actor.isLocked === true ? { now, cards: lockedCards(cards, now), reduced: true } : { now, cards };
    },
    requestRide: ({ actor, body }) => requestRide({ rider: actor.account, pole: home(actor), ask: body, decision: decide(actor, 'requestRide', body) }, needs),
    cancelRide: async ({ actor, params, body }) => cancelRide(command(await own(actor, params.ride), decide(actor, `cancelRide ${params.ride}`, body)), needs),
    acknowledge: async ({ actor, params, body }) =>
      acknowledge(command(await own(actor, params.ride), decide(actor, `acknowledge ${params.ride}`, body)), body.change, needs),
    stillHere: async ({ actor, params, body }) => {
      const said = command(await own(actor, params.ride), decide(actor, `stillHere ${params.ride}`, body));
      const { card } = await stillHere({ ...said, sure: body.sure }, needs);
      return { card: actor.isLocked === true ? reduced(card) : card };
    },
    staffRequestRide: async ({ actor, params, body }) => {
      const decision = decide(actor, 'staffRequestRide', body);
      const known = await book.known(decision);
      if (known !== undefined) return known as RideAnswer; // sent again, it is no second look-up
      const { pole } = params;
      const { override, rider: number, ...ask } = body;
      const { id: rider } = await needs.findRider(number, { by: decision.actor, pole });
      const asking = { rider: rider as AccountId, pole, ask, decision, byStaff: true };
      return requestRide(override ? { ...asking, notice: AGREED_NOTICE } : asking, needs);
    },
    acknowledgeFor: async ({ actor, params, body }) =>
      acknowledge(command(await ofDay(params), decide(actor, `acknowledgeFor ${params.ride}`, body)), body.change, needs),
    notReturning: async ({ actor, params, body }) => {
      const ride = await ofDay(params);
      const { at, decision } = command(ride, decide(actor, `notReturning ${params.ride}`, body));
      return book.change(at, decision, (work) => ({ card: notReturning(work, getRide(work, params.ride)) }));
    },
  };
}

function home(actor: Actor): PoleId {
  if (actor.pole === 'all') throw new NotPossible('not-allowed', 'this account has no pole of its own');
  return actor.pole;
}
