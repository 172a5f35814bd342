/** Staff plan or publish a day to come. */
import type { BodyOf } from '@passaggio/contracts';
import { serviceDateAt } from '../calendar.ts';
import type { Command } from '../commands.ts';
import type { Scene } from './scene.ts';

const AHEAD = [1, 2, 3, 4] as const;
/** Of open days that staff touch before the cut-off does. */
const PUBLISHES = 0.1;

/**
 * Undefined where no open day was met.
 *
 * @param publishes  how often it is published: a published day is not planned again
 */
export function planOrPublish(scene: Scene, publishes = PUBLISHES): Command | undefined {
  const { town, draw, now } = scene;
  const { pole, operator, heads } = draw.pick(town.poles);
  const serviceDate = serviceDateAt(now(), draw.pick(AHEAD));
  const head = heads.get(serviceDate); // untold while nobody has planned it
  if ((head?.phase ?? 'open') !== 'open') return undefined;
  const params = { pole, serviceDate };
  const body: BodyOf<'planDay'> = { id: town.fresh('plan'), version: head?.version ?? 0 };
  return draw.chance(publishes)
    ? { id: body.id, kind: 'publish', send: () => operator('publishDay', { params, body }) }
    : { id: body.id, kind: 'plan', send: () => operator('planDay', { params, body }) };
}

/** The pole as it is, set up once more: every day of it is rebuilt from the store when it is next looked at. */
export function setUpAgain({ town, draw }: Scene): Command {
  const { pole, setup } = draw.pick(town.poles);
  const body: BodyOf<'setUpPole'> = { ...setup, id: town.fresh('setup') };
  return { id: body.id, kind: 'setUp', send: () => town.coordinator('setUpPole', { params: { pole }, body }) };
}
