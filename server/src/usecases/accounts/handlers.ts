/** The operations on accounts and their sessions, as doors call them. */
import { decide } from '../decide.ts';
import type { Actor, Handlers } from '../handlers.ts';
import { changePin } from './changePin.ts';
import { enrol } from './enrol.ts';
import { endOwn, ownSessions } from './ownSessions.ts';
import { printCard, type PrintNeeds } from './printCard.ts';
import { me, type AccountNeeds } from './sessions.ts';
import { unlock } from './unlock.ts';

type OfRider = 'riderMe' | 'riderUnlock' | 'riderKeepOpen' | 'riderChangePin' | 'riderSessions' | 'endRiderSession' | 'endOtherRiderSessions';
type OfDriver = 'driverMe' | 'driverChangePin' | 'driverSessions' | 'endDriverSession' | 'endOtherDriverSessions';
type OfStaff = 'staffMe' | 'staffSessions' | 'endStaffSession' | 'endOtherStaffSessions' | 'enrol' | 'printCard';

interface Called {
  readonly actor: Actor;
}

export function accountHandlers(accounts: AccountNeeds & PrintNeeds): Pick<Handlers, OfRider | OfDriver | OfStaff> {
  const who = ({ actor }: Called) => me({ id: actor.account, role: actor.role, pole: actor.pole }, accounts);
  const list = ({ actor }: Called) => ownSessions(actor, accounts);
  const endOne = ({ actor, params }: Called & { readonly params: { readonly session: string } }) => endOwn(actor, params, accounts);
  const endOthers = ({ actor }: Called) => endOwn(actor, 'others', accounts);
  const anotherPin = ({ actor, body }: Called & { readonly body: Parameters<typeof changePin>[1] }) => changePin(actor, body, accounts);
  return {
    riderMe: who,
    driverMe: who,
    staffMe: who,
    riderUnlock: ({ actor, body }) => unlock(actor, body.pin, accounts),
    riderKeepOpen: () => Promise.resolve({}), // the door notes that somebody is there
    riderChangePin: anotherPin,
    driverChangePin: anotherPin,
    riderSessions: list,
    driverSessions: list,
    staffSessions: list,
    endRiderSession: endOne,
    endDriverSession: endOne,
    endStaffSession: endOne,
    endOtherRiderSessions: endOthers,
    endOtherDriverSessions: endOthers,
    endOtherStaffSessions: endOthers,
    printCard: ({ actor, params, body }) => printCard(params.pole, body, decide(actor, `printCard ${params.pole}`, body), accounts),
    enrol: ({ actor, params, body }) => enrol(params.pole, body, decide(actor, `enrol ${params.pole}`, body), accounts),
  };
}
