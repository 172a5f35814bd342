/** A wish to ride, of a rider or said to staff. */
import { ProblemError, type BodyOf, type RideAnswer } from '@passaggio/contracts';
import { serviceDateAt } from '../calendar.ts';
import type { Command } from '../commands.ts';
import type { Rider } from '../town.ts';
import type { Scene } from './scene.ts';

type Ask = BodyOf<'requestRide'>;

/** Days ahead that are asked for; the first is published of an evening, and what comes then is late. */
const AHEAD = [0, 1, 1, 1, 2, 2, 3, 4] as const;

export function book(scene: Scene): Command {
  const rider = someRider(scene);
  const ask = wish(rider, scene);
  scene.rides.asked(ask.id, rider.account);
  return {
    id: ask.id,
    kind: 'book',
    send: () => rider.call('requestRide', { body: ask }),
    sendOther: () => isRefused(() => rider.call('requestRide', { body: { ...ask, trip: ask.trip === 'both' ? 'outbound' : 'both' } })),
    took: (answer: RideAnswer) => scene.rides.answered(ask.id, rider.account, answer),
  };
}

export function bookForSomebody(scene: Scene): Command {
  const rider = someRider(scene);
  const ask = wish(rider, scene);
  const { operator, pole } = rider.pole;
  const body: BodyOf<'staffRequestRide'> = { ...ask, rider: rider.number, override: scene.draw.chance(0.5) };
  scene.rides.asked(ask.id, rider.account);
  return {
    id: ask.id,
    kind: 'staffBook',
    send: () => operator('staffRequestRide', { params: { pole }, body }),
    sendOther: () => isRefused(() => operator('staffRequestRide', { params: { pole }, body: { ...body, override: !body.override } })),
    took: (answer: RideAnswer) => scene.rides.answered(ask.id, rider.account, answer),
  };
}

function someRider({ town, draw }: Scene): Rider {
  return draw.pick(draw.pick(town.poles).riders);
}

function wish({ pole: { setup } }: Rider, { town, draw, now }: Scene): Ask {
  const site = draw.pick(setup.sites);
  return {
    id: town.fresh('ride') as string as Ask['id'],
    serviceDate: serviceDateAt(now(), draw.pick(AHEAD)),
    site: site.id,
    shiftStart: draw.pick(site.shifts).start,
    boardingPlace: draw.pick(setup.places).id,
    trip: draw.chance(0.8) ? 'both' : draw.pick(['outbound', 'return'] as const),
  };
}

/** ST4: the same id with another body. No answer, a store that is away, a session that is locked or a budget that is spent prove nothing: it was not taken. */
export async function isRefused(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return false;
  } catch (cause) {
    if (!(cause instanceof ProblemError)) return true;
    const { code, status } = cause.problem;
    return code === 'id-used-differently' || status >= 500 || status === 401 || status === 429;
  }
}
