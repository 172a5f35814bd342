/** What a driver's tap becomes: facts, or the rule that refuses it. Pure; run inside the transaction that writes the facts. */
import type { Act, StopId } from '@passaggio/contracts';
import { mayBeAbsent } from './absence.ts';
import { gettingOff, mayBoard, mayBoardAll } from './boarding.ts';
import { mayLeave } from './leave.ts';
import { positionOf } from './position.ts';
import type { Now } from './time.ts';
import { mayUndo, type LastTap, type Who } from './undo.ts';
import { samePerson, type View } from './view.ts';

export type Tap =
  | { readonly tap: 'start' | 'arrive' | 'undo' | 'board-all' | 'alight-all' }
  /** `sure`: asked once more about those unaccounted for. */
  | { readonly tap: 'leave' | 'end'; readonly sure: boolean }
  | { readonly tap: 'board' | 'alight' | 'absent' | 'take-back'; readonly who: Who };

export type Refusal =
  | 'not-now'
  | 'ask-again'
  | 'not-arrived'
  | 'before-told-time'
  | 'over-seats'
  | 'not-at-this-stop'
  | 'on-board'
  | 'got-off'
  | 'cancelled'
  | 'full'
  | 'nobody'
  | 'not-awaited'
  | 'wait'
  | 'nothing-to-undo';

export type Decision = { readonly acts: readonly Act[]; readonly lastTap: LastTap | null } | { readonly refused: Refusal };

const refused = (refusal: Refusal): Decision => ({ refused: refusal });

/** @param lastTap  what an undo takes back */
export function decide(tap: Tap, view: View, lastTap: LastTap | null, now: Now): Decision {
  const position = positionOf(view);
  if (tap.tap === 'start') return position.is === 'not-started' ? facts([{ act: 'start' }]) : refused('not-now');
  if (tap.tap === 'arrive') return position.is === 'moving' ? facts([{ act: 'arrive', stop: position.to.stop }]) : refused('not-now');
  if (tap.tap === 'end') return end(view, tap.sure);
  if (position.is !== 'at') return refused('not-now');
  const { stop } = position;
  switch (tap.tap) {
    case 'leave': {
      const leaving = mayLeave(view, stop, now);
      if (!leaving.open) return refused(leaving.closed);
      return leaving.ask.length > 0 && !tap.sure ? refused('ask-again') : facts([{ act: 'leave', stop: stop.stop }]);
    }
    case 'board': {
      const person = stop.on.find((one) => samePerson(one, tap.who));
      const boarding = person === undefined ? ({ open: false, closed: 'not-at-this-stop' } as const) : mayBoard(view, stop, person);
      return boarding.open ? people('board', stop.stop, [tap.who]) : refused(boarding.closed);
    }
    case 'board-all': {
      const boarding = mayBoardAll(view, stop);
      return boarding.open ? people('board', stop.stop, boarding.people) : refused(boarding.closed);
    }
    case 'alight':
      return gettingOff(view, stop).some((one) => samePerson(one, tap.who)) ? people('alight', stop.stop, [tap.who]) : refused('not-at-this-stop');
    case 'alight-all': {
      const off = gettingOff(view, stop).filter((one) => stop.off.includes(one));
      return off.length > 0 ? people('alight', stop.stop, off) : refused('nobody');
    }
    case 'absent': {
      const person = stop.on.find((one) => samePerson(one, tap.who));
      const absence = person === undefined ? ({ open: false, closed: 'not-awaited' } as const) : mayBeAbsent(stop, person, now);
      return absence.open ? people(absence.act, stop.stop, [tap.who]) : refused(absence.closed);
    }
    case 'take-back':
      return undo(view, stop.stop, [tap.who]);
    case 'undo':
      return lastTap === null || lastTap.stop !== stop.stop ? refused('nothing-to-undo') : undo(view, stop.stop, lastTap.people);
  }
}

function end(view: View, sure: boolean): Decision {
  if (positionOf(view).is !== 'driven') return refused('not-now');
  return view.onBoard > 0 && !sure ? refused('ask-again') : facts([{ act: 'end' }]);
}

function undo(view: View, at: StopId, whom: readonly Who[]): Decision {
  const stop = view.stops.find((one) => one.stop === at);
  if (stop === undefined) return refused('nothing-to-undo');
  const undoing = mayUndo(view, stop, whom);
  return undoing.open ? facts(whom.map(({ ride, leg }) => ({ act: 'undo', ride, leg }))) : refused(undoing.closed);
}

const facts = (acts: readonly Act[]): Decision => ({ acts, lastTap: null });

/** One fact a person: each of them stands, or is corrected, alone. */
function people(act: LastTap['act'], stop: StopId, whom: readonly Who[]): Decision {
  const who = whom.map(({ ride, leg }) => ({ ride, leg }));
  return { acts: who.map((one) => ({ act, ...one })), lastTap: { stop, act, people: who } };
}
