/** The operations on a pole's day, as doors call them. */
import type { PoleId, ServiceDate } from '@passaggio/contracts';
import { rules } from '../../domain/rules.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { plainNote } from '../../domain/texts.ts';
import { handleAlarm } from '../alarms/handleAlarm.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible, type Actor, type Handlers } from '../handlers.ts';
import { closeDay } from './closeDay.ts';
import { planDay, type PlanNeeds } from './planDay.ts';
import { publishDay } from './publishDay.ts';
import { retimeTrip } from './retimeTrip.ts';
import { viewDay } from './viewDay.ts';

export interface DayNeeds extends PlanNeeds {
  readonly clock: Clock;
  readonly decide: (actor: Actor, operation: string, body: { readonly id: string }) => Decision;
}

type Ours = 'viewDay' | 'planDay' | 'publishDay' | 'retimeTrip' | 'closeDay' | 'acknowledgeAlarm' | 'closeAlarm';

export function dayHandlers(needs: DayNeeds): Pick<Handlers, Ours> {
  const { decide } = needs;
  /** What was decided before stands, though the day is over by now (ST4). */
  const dayToCome = async (at: { readonly pole: PoleId; readonly serviceDate: ServiceDate }, decision: Decision) => {
    if ((await needs.book.known(decision)) !== undefined) return;
    const pole = await needs.reads.poles.find(at.pole);
    if (pole === undefined) throw new NotPossible('unknown-pole', `no pole ${at.pole}`);
    const today = serviceDateAt(needs.clock.now(), pole.zone);
    if (at.serviceDate < today) throw new NotPossible('past-date', 'this day is over');
    if (at.serviceDate > addDays(today, rules.daysAhead)) throw new NotPossible('too-far-ahead', `days are planned at most ${rules.daysAhead} days ahead`);
  };
  return {
    viewDay: ({ params }) => viewDay(params, needs),
    planDay: async ({ actor, params, body }) => {
      const decision = decide(actor, `planDay ${params.pole} ${params.serviceDate}`, body);
      await dayToCome(params, decision);
      return planDay(params, decision, body.version, needs);
    },
    publishDay: async ({ actor, params, body }) => {
      const decision = decide(actor, `publishDay ${params.pole} ${params.serviceDate}`, body);
      await dayToCome(params, decision);
      return publishDay(params, decision, body.version, needs);
    },
    retimeTrip: ({ actor, params, body }) => retimeTrip(params, body, decide(actor, `retimeTrip ${params.pole} ${params.serviceDate}`, body), needs),
    closeDay: ({ actor, params, body }) => closeDay(params, decide(actor, `closeDay ${params.pole} ${params.serviceDate}`, body), body.version, needs),
    acknowledgeAlarm: ({ actor, params, body }) =>
      handleAlarm(
        { ...params, to: 'acknowledged', by: actor.account, note: plainNote(body.note), decision: decide(actor, `acknowledgeAlarm ${params.alarm}`, body) },
        needs,
      ),
    closeAlarm: ({ actor, params, body }) =>
      handleAlarm(
        { ...params, to: 'closed', by: actor.account, note: plainNote(body.note), decision: decide(actor, `closeAlarm ${params.alarm}`, body) },
        needs,
      ),
  };
}
