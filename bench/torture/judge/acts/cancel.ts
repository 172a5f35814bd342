/** A rider cancels a ride that may still be had. */
import type { BodyOf, ParamsOf, AnswerOf } from '@passaggio/contracts';
import type { Command } from '../commands.ts';
import type { SeenRide } from '../rides.ts';
import { isRefused } from './book.ts';
import type { Scene } from './scene.ts';

/** How many rides are looked at before giving up. */
const LOOKS = 30;

/** Undefined where no such ride was met. */
export function cancel(scene: Scene): Command | undefined {
  const ride = someLive(scene);
  if (ride === undefined) return undefined;
  const rider = scene.town.poles.flatMap((pole) => pole.riders).find((one) => one.account === ride.rider)!;
  const params = { ride: ride.id } as ParamsOf<'cancelRide'>;
  const body: BodyOf<'cancelRide'> = { id: scene.town.fresh('cancel') };
  scene.rides.cancelAsked(ride.id);
  let decided = false;
  return {
    id: body.id,
    kind: 'cancel',
    send: () => rider.call('cancelRide', { params, body }),
    // of a ride that was refused meanwhile there was nothing to decide: such a cancel is not stored, and its id is nobody's
    sendOther: () => (decided ? isRefused(() => rider.call('stillHere', { params, body })) : Promise.resolve(true)),
    took: ({ card }: AnswerOf<'cancelRide'>) => {
      decided = card.state !== 'refused';
      scene.rides.cancelled(ride.id, card);
    },
  };
}

function someLive({ rides, draw }: Scene): SeenRide | undefined {
  const all = [...rides.all.values()];
  for (let look = 0; look < LOOKS && all.length > 0; look += 1) {
    const ride = draw.pick(all);
    const state = ride.newest?.state;
    if (!ride.cancelAsked && (state === 'accepted' || state === 'seat' || state === 'waiting')) return ride;
  }
  return undefined;
}
