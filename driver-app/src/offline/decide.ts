/** What a driver's tap becomes: facts, or the rule that refuses it. Pure; run inside the transaction that writes the facts. */
import type { Act, CheckItem, RunNote, StopId, TroubleKind } from '@passaggio/contracts';
import { mayBeAbsent } from './absence.ts';
import { gettingOff, mayBoard, mayBoardAll } from './boarding.ts';
import { mayLeave } from './leave.ts';
import { positionOf } from './position.ts';
import type { Now } from './time.ts';
import { mayUndo, type LastTap, type Who } from './undo.ts';
import { samePerson, type View } from './view.ts';

export type Tap =
  | { readonly tap: 'undo' | 'board-all' | 'alight-all' }
  | { readonly tap: 'start'; readonly odometer?: number; readonly check?: VehicleCheck }
  /** `stop`: the one that the driver was shown, where a newer plan would send the bus elsewhere. */
  | { readonly tap: 'arrive'; readonly stop?: StopId }
  /** `sure`: asked once more about those unaccounted for. */
  | { readonly tap: 'leave'; readonly sure: boolean }
  | { readonly tap: 'end'; readonly sure: boolean; readonly odometer?: number; readonly notes?: RunNote[] }
  | { readonly tap: 'trouble'; readonly trouble: TroubleKind }
  | { readonly tap: 'board' | 'alight' | 'absent' | 'take-back'; readonly who: Who };

export interface VehicleCheck {
  ok: CheckItem[];
  faults: CheckItem[];
}

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
  if (tap.tap === 'start') {
    const { tap: _, ...said } = tap;
    return position.is === 'not-started' ? facts([{ act: 'start', ...said }]) : refused('not-now');
  }
  if (tap.tap === 'arrive') return position.is === 'moving' ? arrive(view, tap.stop ?? position.to.stop) : refused('not-now');
  if (tap.tap === 'end') return end(view, tap);
  if (tap.tap === 'trouble') return position.is === 'ended' ? refused('not-now') : { acts: [{ act: 'trouble', trouble: tap.trouble }], lastTap };
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
      if (lastTap === null || lastTap.stop !== stop.stop) return refused('nothing-to-undo');
      return lastTap.act === 'arrive' ? facts([{ act: 'not-there', stop: stop.stop }]) : undo(view, stop.stop, lastTap.people);
  }
}

/** A tap on *Arrived* by mistake is taken back like any other. */
function arrive(view: View, stop: StopId): Decision {
  if (!view.stops.some((one) => one.stop === stop && one.arrived === null)) return refused('not-now');
  return { acts: [{ act: 'arrive', stop }], lastTap: { stop, act: 'arrive', people: [] } };
}

function end(view: View, { sure, odometer, notes }: Extract<Tap, { tap: 'end' }>): Decision {
  if (positionOf(view).is !== 'driven') return refused('not-now');
  return view.onBoard > 0 && !sure
    ? refused('ask-again')
    : facts([{ act: 'end', ...(odometer !== undefined && { odometer }), ...(notes !== undefined && { notes }) }]);
}

function undo(view: View, at: StopId, whom: readonly Who[]): Decision {
  const stop = view.stops.find((one) => one.stop === at);
  if (stop === undefined) return refused('nothing-to-undo');
  const undoing = mayUndo(view, stop, whom);
  return undoing.open ? facts(whom.map(({ ride, leg }) => ({ act: 'undo', ride, leg }))) : refused(undoing.closed);
}

const facts = (acts: readonly Act[]): Decision => ({ acts, lastTap: null });

/** One fact a person: each of them stands, or is corrected, alone. */
function people(act: Exclude<LastTap['act'], 'arrive'>, stop: StopId, whom: readonly Who[]): Decision {
  const who = whom.map(({ ride, leg }) => ({ ride, leg }));
  return { acts: who.map((one) => ({ act, ...one })), lastTap: { stop, act, people: who } };
}
