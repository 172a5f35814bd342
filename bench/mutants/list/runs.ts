/** What happens on the road, and who is told of it. */
import type { Mutant } from '../mutant.ts';

const fold = 'server/src/domain/runs/fold.test.ts';
const facts = 'server/src/usecases/runs/recordFacts.test.ts';
const sync = 'server/src/usecases/sync.test.ts';

export const runs: readonly Mutant[] = [
  {
    name: 'a third person on two seats needs nobody’s attention',
    promise: 'P1',
    file: 'server/src/domain/runs/fold.ts',
    find: 'if (riding > given.seats) doubt(',
    replace: 'if (riding > given.seats + 1) doubt(',
    command: { test: fold, named: 'P1: a third person on two seats is recorded and needs a person' },
  },
  {
    name: 'leaving before the told time needs nobody’s attention',
    promise: 'P3',
    file: 'server/src/domain/runs/fold.ts',
    find: 'if (at + uncertainty < told) progress.needsPerson.push(',
    replace: 'if (at + uncertainty < told - rules.wait) progress.needsPerson.push(',
    command: { test: fold, named: 'P3: leaving before the told time is kept and needs a person' },
  },
  {
    name: 'a rider is a no-show although the bus came too late',
    promise: 'P12',
    file: 'server/src/domain/runs/fold.ts',
    find: `  if (arrived > told + rules.noShowGrace) return { state: 'missed', doubt: null };\n`,
    replace: '',
    command: { test: fold, named: 'P12: absent after the wait is a no-show, with a late bus it is missed, and too early it needs a person' },
  },
  {
    name: 'a bus that came early need not wait until the told time and three minutes',
    promise: 'P12',
    file: 'server/src/domain/runs/fold.ts',
    find: 'Math.max(told, arrived) + rules.wait',
    replace: 'arrived + rules.wait',
    command: { test: fold, named: 'P12: a bus that came early still waits until told + 3 min' },
  },
  {
    name: 'who boards after being called absent stays a no-show',
    promise: 'P12',
    file: 'server/src/domain/runs/fold.ts',
    find: `if (was?.state === 'boarded' || was?.state === 'alighted') return;\n    put('boarded');`,
    replace: `if (was !== undefined) return;\n    put('boarded');`,
    command: { test: fold, named: 'boarded beats no-show between devices, whichever comes first' },
  },
  {
    name: 'facts of one device are put in order by its clock',
    promise: 'P10',
    file: 'server/src/domain/runs/fold.ts',
    find: 'queue.toSorted((a, b) => a.counter - b.counter)',
    replace: 'queue.toSorted((a, b) => a.corrected - b.corrected)',
    command: { test: fold, named: 'order holds within a device by its counter, although its clock went back' },
  },
  {
    name: 'people found absent in the morning are still awaited by the bus home',
    promise: 'P10',
    file: 'server/src/usecases/runs/recordFacts.ts',
    find: '  tellOtherRuns(work, run, folded);\n',
    replace: '',
    command: { test: facts, named: 'P10: a no-show of the morning is told to the run that was to bring them home' },
  },
  {
    name: 'staff are not told what a driver did',
    promise: 'P10',
    file: 'server/src/usecases/days/work.ts',
    find: 'if (news.person !== old?.person) say(',
    replace: 'if (old === undefined) say(',
    command: { test: facts, named: 'P10: rider, driver and staff are told the same state' },
  },
  {
    name: 'what was stored while the relay read is slept through',
    promise: 'P11',
    file: 'server/src/jobs/relay.ts',
    find: '        if (one.again) wake(stream); // grew after the last look\n',
    replace: '',
    command: { test: 'server/src/jobs/relay.test.ts', named: 'P11: an event stored at any moment of a read is not slept through' },
  },
  {
    name: 'catching up tells a number too high, and the next event is taken for known',
    promise: 'P11',
    file: 'server/src/usecases/sync.ts',
    find: 'last: ask.after + events.length,',
    replace: 'last: ask.after + events.length + 1,',
    command: { test: sync, named: 'ST6: who missed three gets three' },
  },
  {
    name: 'a purge between looking and reading leaves a gap that nobody notices',
    promise: 'P11',
    file: 'server/src/usecases/sync.ts',
    find: ' && whole(ask.after, events, bounds.last))',
    replace: ')',
    command: { test: sync, named: 'ST6: a purge comes before the events are read: the state' },
  },
  {
    name: 'of a run is told what was new before',
    promise: 'P10',
    file: 'server/src/usecases/days/work.ts',
    find: '    toldRuns.set(route.vehicle, run);\n',
    replace: '    if (told === undefined) toldRuns.set(route.vehicle, run);\n',
    command: { test: facts, named: 'P10: what was told of a run, change by change, is the run' },
  },
  {
    name: 'numbers from before a restore are believed',
    promise: 'P11',
    file: 'server/src/usecases/sync.ts',
    find: 'return theirs === epoch && after <= last',
    replace: 'return after <= last',
    command: { test: sync, named: 'ST6: a number of another epoch: the state' },
  },
];
